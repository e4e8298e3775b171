// Names as one types; a chosen one opens its page.
'use strict';
(() => {
  const input = document.getElementById('q'), list = document.getElementById('suggestions');
  const known = new Map();
  let last = '';
  const label = e => e.name + ' · ' + e.kind + ' · ' + e.articles + (e.articles === 1 ? ' article' : ' articles');
  input.addEventListener('input', async () => {
    const words = input.value.trim();
    if (known.has(input.value)) { location.href = '/entity/' + encodeURIComponent(known.get(input.value)); return; }
    if (words.length < 2 || words === last) return;
    last = words;
    const answer = await fetch('/suggest?q=' + encodeURIComponent(words));
    if (!answer.ok || words !== last) return;
    list.replaceChildren();
    known.clear();
    for (const e of await answer.json()) {
      const option = document.createElement('option');
      option.value = label(e);
      known.set(option.value, e.id);
      list.append(option);
    }
  });
  document.addEventListener('keydown', e => {
    if (e.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { e.preventDefault(); input.focus(); }
  });
})();

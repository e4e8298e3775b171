// The picture: nodes and edges as the server gives them, placed the same at every visit.
'use strict';
(async () => {
  const box = document.getElementById('picture'), style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue('--' + name).trim() || style.getPropertyValue('--ink').trim();
  const graph = new graphology.MultiDirectedGraph();
  const pinned = new Set(), hidden = new Set(), relations = new Set(), kinds = new Set();
  let months = [], chosen = null;

  // A place that depends on the id alone, so that a picture is the same at every visit.
  const place = id => {
    let h = 2166136261;
    for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 16777619);
    const a = (h >>> 0) / 4294967296 * 2 * Math.PI, r = ((Math.imul(h, 2654435761) >>> 0) / 4294967296) ** .5;
    return { x: r * Math.cos(a), y: r * Math.sin(a) };
  };
  const near = (id, at) => { const p = place(id); return { x: at.x + p.x / 50, y: at.y + p.y / 50 }; };

  const take = async (entity, limit) => {
    const answer = await fetch('/picture/edges?limit=' + limit + (entity ? '&entity=' + encodeURIComponent(entity) : ''));
    if (!answer.ok) { say('The picture cannot be had: ' + answer.status); return; }
    const got = await answer.json();
    const from = entity && graph.hasNode(entity) ? graph.getNodeAttributes(entity) : null;
    for (const n of got.nodes) {
      kinds.add(n.kind);
      if (!graph.hasNode(n.id)) graph.addNode(n.id, { label: n.name, kind: n.kind, color: colour(n.kind), size: 3, ...(from ? near(n.id, from) : place(n.id)) });
    }
    for (const e of got.edges) {
      relations.add(e.relation);
      if (!graph.hasEdge(e.key)) graph.addDirectedEdgeWithKey(e.key, e.from, e.to, {
        label: e.relation.toLowerCase().replaceAll('_', ' ') + (e.status === 'asserted' ? '' : ' (' + e.status + ')'), relation: e.relation, status: e.status, first: e.first || '',
        size: Math.min(1 + Math.log2(e.stories || 1), 5), color: e.status === 'asserted' ? colour('soft') : colour(e.status === 'denied' ? 'bad' : 'odd') });
    }
    graph.forEachNode(id => graph.setNodeAttribute(id, 'size', 3 + Math.min(Math.sqrt(graph.degree(id)) * 1.5, 15)));
    layout();
    options();
  };

  // Always as many steps, in slices between which the page stays usable.
  const layout = () => {
    if (graph.order < 2) return;
    const at = new Map([...pinned].map(id => [id, { x: graph.getNodeAttribute(id, 'x'), y: graph.getNodeAttribute(id, 'y') }]));
    const fa2 = graphologyLibrary.layoutForceAtlas2, settings = { ...fa2.inferSettings(graph), barnesHutOptimize: graph.order > 300 };
    let left = graph.order > 2000 ? 60 : 200;
    const slice = () => {
      const n = Math.min(left, graph.order > 2000 ? 2 : 20);
      fa2.assign(graph, { iterations: n, settings });
      at.forEach((p, id) => graph.mergeNodeAttributes(id, p));
      left -= n;
      if (left > 0) requestAnimationFrame(slice); else box.dataset.ready = 'yes';
    };
    box.dataset.ready = 'no';
    slice();
  };

  const options = () => {
    const select = document.getElementById('relation'), was = select.value;
    select.replaceChildren(new Option('all', ''), ...[...relations].sort().map(r => new Option(r.toLowerCase().replaceAll('_', ' '), r)));
    select.value = was;
    months = [...new Set(graph.mapEdges((_, e) => e.first.slice(0, 7)).filter(m => m))].sort();
    const until = document.getElementById('until'), end = Number(until.value) === Number(until.max);
    until.max = Math.max(months.length - 1, 0);
    if (end) until.value = until.max;
    document.getElementById('until-day').textContent = months[until.value] || '';
    const legend = document.getElementById('legend');
    legend.replaceChildren(...[...kinds].sort().map(k => { const s = document.createElement('span'); s.className = k; s.textContent = '● ' + k; return s; }));
  };

  const filter = { relation: '', status: new Set(), until: '' };
  const shown = e => (!filter.relation || e.relation === filter.relation) && filter.status.has(e.status) && (!filter.until || !e.first || e.first.slice(0, 7) <= filter.until);
  const refilter = () => {
    filter.relation = document.getElementById('relation').value;
    filter.status = new Set([...document.querySelectorAll('[name=status]:checked')].map(c => c.value));
    const until = document.getElementById('until');
    filter.until = Number(until.value) < Number(until.max) ? months[until.value] : '';
    document.getElementById('until-day').textContent = months[until.value] || '';
    const seen = new Set();
    graph.forEachEdge((_, e, a, b) => { if (shown(e)) { seen.add(a); seen.add(b); } });
    graph.forEachNode(id => graph.setNodeAttribute(id, 'off', !seen.has(id) && id !== box.dataset.entity));
    box.dataset.edges = graph.filterEdges((_, e, a, b) => shown(e) && !hidden.has(a) && !hidden.has(b)).length;
    if (renderer) renderer.refresh();
  };
  const say = text => { document.getElementById('chosen').textContent = text; };

  let renderer = null;
  await take(box.dataset.entity, box.dataset.limit);
  const ink = colour('ink');
  refilter();
  try {
    renderer = new Sigma(graph, box, {
      defaultEdgeType: 'arrow', renderEdgeLabels: graph.size < 500, labelColor: { color: ink }, edgeLabelColor: { color: colour('soft') }, labelRenderedSizeThreshold: graph.order > 300 ? 9 : 3, zIndex: true,
      nodeReducer: (id, n) => ({ ...n, hidden: hidden.has(id) || n.off, highlighted: id === chosen, label: pinned.has(id) ? n.label + ' (pinned)' : n.label }),
      edgeReducer: (_, e) => ({ ...e, hidden: !shown(e) }) });
  } catch (err) {
    say('This browser draws no picture (' + err.message + '): the table below has the same.');
    return;
  }
  const choose = id => { chosen = id; say(graph.getNodeAttribute(id, 'label') + ', ' + graph.getNodeAttribute(id, 'kind') + ', ' + graph.degree(id) + ' edges'); renderer.refresh(); };
  renderer.on('clickNode', e => choose(e.node));
  renderer.on('doubleClickNode', e => { e.preventSigmaDefault(); choose(e.node); take(e.node, 100).then(refilter); });
  renderer.on('clickEdge', e => { location.href = '/edge/' + encodeURIComponent(e.edge); });
  let dragged = null;
  renderer.on('downNode', e => { dragged = e.node; choose(e.node); if (!renderer.getCustomBBox()) renderer.setCustomBBox(renderer.getBBox()); });
  renderer.getMouseCaptor().on('mousemovebody', e => {
    if (!dragged) return;
    graph.mergeNodeAttributes(dragged, renderer.viewportToGraph(e));
    pinned.add(dragged);
    e.preventSigmaDefault(); e.original.preventDefault(); e.original.stopPropagation();
  });
  renderer.getMouseCaptor().on('mouseup', () => { dragged = null; });
  const with_ = fn => () => chosen ? fn(chosen) : say('Choose a node first.');
  document.getElementById('grow').onclick = with_(id => take(id, 100).then(refilter));
  document.getElementById('hide').onclick = with_(id => { hidden.add(id); chosen = null; refilter(); });
  document.getElementById('pin').onclick = with_(id => { pinned.has(id) ? pinned.delete(id) : pinned.add(id); renderer.refresh(); });
  document.getElementById('open').onclick = with_(id => { location.href = '/entity/' + encodeURIComponent(id); });
  document.getElementById('png').onclick = () => {
    const size = renderer.getDimensions(), canvas = document.createElement('canvas');
    canvas.width = size.width; canvas.height = size.height;
    const pen = canvas.getContext('2d');
    pen.fillStyle = colour('paper'); pen.fillRect(0, 0, size.width, size.height);
    renderer.refresh();
    for (const layer of Object.values(renderer.getCanvases())) pen.drawImage(layer, 0, 0, size.width, size.height);
    const a = document.createElement('a');
    a.href = canvas.toDataURL('image/png'); a.download = 'newsgraph.png'; a.click();
  };
  document.getElementById('filters').addEventListener('input', refilter);
  document.getElementById('filters').addEventListener('submit', e => e.preventDefault());
  window.picture = { graph, choose }; // for those who look from outside
})();

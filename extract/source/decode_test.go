package source

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// units writes text in units of two or four bytes.
func units(order binary.AppendByteOrder, width int, text string) string {
	var b []byte
	if width == 4 {
		for _, r := range text {
			b = order.AppendUint32(b, uint32(r))
		}
		return string(b)
	}
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestDecode(t *testing.T) {
	const talk = "The mayor of Porto \U0001F600 met Zoë Kovář."
	little, big := binary.LittleEndian, binary.BigEndian
	for _, c := range []struct{ in, charset, want, note string }{
		{"caf\u00e9", "", "café", ""},
		{"\ufeffcaf\u00e9", "latin1", "café", ""},
		{"caf\xe9 \x93a\x94", "", "café “a”", "not valid UTF-8: read as windows-1252"},
		{"caf\xe9 \x93a\x94", "utf-8", "café “a”", "not valid UTF-8: read as windows-1252"},
		{"caf\xe9", "ISO-8859-1", "café", "read as windows-1252"},
		{"caf\u00e9", "ISO-8859-1", "café", ""},
		{"caf\u00e9 \xff!", "", "café \ufffd!", ""},
		{"Zo\u00eb\ncaf\xe9 \x93a\x94", "utf-8", "Zoë\ncafé “a”", "in parts not valid UTF-8: those read as windows-1252"},
		{"<b>Zo\u00eb</b><p>caf\xe9", "utf-8", "<b>Zoë</b><p>café", "in parts not valid UTF-8: those read as windows-1252"},
		{"Zo\u00eb met Jos\xe9 \xc1lvarez", "", "Zoë met José Álvarez", "in parts not valid UTF-8: those read as windows-1252"},
		{"Zo\u00eb at the caf\xc3", "", "Zoë at the caf\ufffd", ""},
		{"Zo\u00eb said\xe2\x80 twice", "", "Zoë said\ufffd twice", ""},
		{"a\x00b", "", "ab", ""},
		{"Kov\xe1\xf8 \xb9", "windows-1250", "Kovář ą", "read as windows-1250"},
		{"\xcf\xe5\xf2\xf0\xee\xe2", "windows-1251", "Петров", "read as windows-1251"},
		{"Ren\xe9e met Jos\xe9", "windows-1251", "Renée met José", "not valid UTF-8: read as windows-1252"},
		{"Ren\xe9e met Jos\xe9", "shift_jis", "Renée met José", "not valid UTF-8: read as windows-1252"},
		{"\x93\x8c\x8b\x9e", "shift_jis", "東京", "read as shift_jis"},
		{"\xb0\xa1", "gb2312", "啊", "read as gbk"},
		{"\x1b$B\x45\x6c\x1b(B", "iso-2022-jp", "東", "read as iso-2022-jp"},
		{"\xff\xfe" + units(little, 2, talk), "", talk, "read as UTF-16"},
		{"\xfe\xff" + units(big, 2, talk), "utf-8", talk, "read as UTF-16"},
		{"\xff\xfe\x00\x00" + units(little, 4, talk), "", talk, "read as UTF-32"},
		{"\x00\x00\xfe\xff" + units(big, 4, talk), "", talk, "read as UTF-32"},
		{units(little, 2, talk), "", talk, "read as UTF-16"},
		{units(big, 2, talk), "", talk, "read as UTF-16"},
		{units(little, 4, talk), "", talk, "read as UTF-32"},
		{units(big, 4, talk), "", talk, "read as UTF-32"},
	} {
		got, note, ok := decode([]byte(c.in), c.charset)
		if !ok || got != c.want || note != c.note {
			t.Errorf("%q in %q: got %q, %q, %t", c.in, c.charset, got, note, ok)
		}
	}
	for _, charset := range []string{"x-of-mars", "iso-2022-kr"} {
		if _, _, ok := decode([]byte("\xb0\xa1"), charset); ok {
			t.Errorf("%s was read", charset)
		}
	}
}

func TestDeclaredCharset(t *testing.T) {
	for head, want := range map[string]string{
		`<html><meta charset="utf-8">`:                                                    "utf-8",
		`<META CHARSET=ISO-8859-2 >`:                                                      "iso-8859-2",
		`<?xml version="1.0" encoding='Shift_JIS'?><html>`:                                "shift_jis",
		`<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">`:      "windows-1250",
		`<!-- <meta charset="koi8-r"> --><meta charset="utf-8">`:                          "utf-8",
		"<head>" + strings.Repeat("<link rel=x href=y>\n", 200) + "<meta charset=koi8-r>": "koi8-r",
		`<meta name="viewport" content="width=1">`:                                        "",
	} {
		if got := declaredCharset([]byte(head)); got != want {
			t.Errorf("%.60s: got %q, want %q", head, got, want)
		}
	}
}

func TestUndouble(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"JÃ¼rgen MÃ¼ller met RenÃ©e. â€œIt was good,â€\u009d he said.", "Jürgen Müller met Renée. “It was good,” he said."},
		{"â€œIt was good,â€ said MÃ¼ller.", "“It was good,” said Müller."}, // the last byte of the mark is lost
		{"the portâ€™s walls â€“ for Â£3m", "the port’s walls – for £3m"},
		{"ZoÃ« and Ã©tÃ©, aoÃ»t", "Zoë and été, août"}, {"ZoÃƒÂ« Halden", "Zoë Halden"}, // twice too often
		{"ZoÃƒÆ’Ã‚Â« Halden", "Zoë Halden"},                             // three times
		{"“Good,” said JosÃ©—and left.", "“Good,” said José—and left."}, // only the name was
		{"Ã“scar and MÃ¼ller", "Óscar and Müller"},
		{"Jos√© said ‚Äúno‚Äù", "José said “no”"},
		{"Jos├⌐ Halden", "José Halden"},
		{"Ð\u009fÐµÑ‚Ñ€Ð¾Ð²", "Петров"},
		{"ðŸ˜€", "😀"},
		// Not encoded twice.
		{"“CAFɔ and “the café”—a place", ""}, {"in “NÅ” he said", ""}, {"NÅ” he said", ""}, {"MANHÔ", ""}, {"said—Élodie", ""},
		{"Jürgen Müller – “É” «É»", ""}, {"√2 and √3", ""}, {"plain", ""}, {"NÃO É", ""}, {"Ærø and Ångström", ""},
		{"The “café”… was shut", ""}, {"Š“ and Ž”", ""},
	} {
		want := c.want
		if want == "" {
			want = c.in
		}
		got, n := undouble(c.in)
		if got != want || (n > 0) != (want != c.in) {
			t.Errorf("%s: got %s, %d changed", c.in, got, n)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Ren&eacute;e of Porto &amp; Braga, Zo&#235; and Zo&#xEB;", "Renée of Porto & Braga, Zoë and Zoë"},
		{"&amp;eacute; &ldquo;so&rdquo;&hellip; &#8212; &#150;", "é “so”… — –"},
		{"AT&T; R&D; Q&A; &notit; &; &#x; &copy 2024 A&B", "AT&T; R&D; Q&A; &notit; &; &#x; &copy 2024 A&B"},
		{"the chief exe\u00adcutive", "the chief executive"},
		{"the chief exe\u00ad\ncutive", "the chief executive"},
		{"Acme\u200b Bank and Lena Bran\u2060dt\ufeff", "Acme Bank and Lena Brandt"},
		{"Jean\u2011Luc Mo\u2010reau", "Jean-Luc Mo-reau"},
		{"Jean\u00a0Luc\u202f12\u2009km", "Jean Luc 12 km"},
		{"\u2066Omar\u2069 \u200eHaddad\u200f", "Omar Haddad"},
		{"o\ufb03ce of \ufb01nance", "office of finance"},
		{"Bran\u200ddt \u200cBell", "Brandt Bell"},
		{"one\x01 two\x7f\x0cthree\u0091", "one two\nthree\u0091"},
		{"one\u2028two\u2029three", "one\ntwo\n\nthree"},
		{"Rene\u0301e", "Renée"},
		{"👩\u200d🚀 and ❤\ufe0f\u200d🔥", "👩\u200d🚀 and ❤\ufe0f\u200d🔥"},
		{"می\u200cخواهم", "می\u200cخواهم"},
		{"&#0;&#x110000;", "\ufffd\ufffd"},
	} {
		in := &Input{reader: newReader(Options{})}
		got := in.clean(0, c.in)
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
		if again := in.clean(0, got); again != got {
			t.Errorf("%q: again %q", got, again)
		}
	}
}

// TestBytesOfRecords: what a text file, a row and a line of JSON hold that is not
// UTF-8 is read like a page's, and said.
func TestBytesOfRecords(t *testing.T) {
	const body = "Ren\xe9e Brandt, the mayor of Porto, met Jos\xe9 \xc1lvarez."
	for _, c := range []struct{ format, content string }{
		{"text", body},
		{"csv", "title,text\nx,\"" + body + "\"\n"},
		{"jsonl", `{"text":"` + body + `"}`},
		{"json", `[{"text":"` + body + `"}]`},
		{"jsonl", "\xff\xfe" + units(binary.LittleEndian, 2, `{"text":"Renée Brandt, the mayor of Porto, met José Álvarez."}`)},
		{"csv", units(binary.BigEndian, 2, "text\n\"Renée Brandt, the mayor of Porto, met José Álvarez.\"\n")},
	} {
		var report Report
		for a, err := range Open([]string{"-"}, Options{Format: c.format, Stdin: strings.NewReader(c.content), MinWords: -1, Report: &report}) {
			if err != nil {
				t.Errorf("%s: %v", c.format, err)
			} else if a.Text != "Renée Brandt, the mayor of Porto, met José Álvarez." {
				t.Errorf("%s: text %q", c.format, a.Text)
			}
		}
		if len(report.Notes) != 1 {
			t.Errorf("%s: notes %v, want one", c.format, report.Notes)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"caf\xe9", "Zo\u00eb caf\xe9", "\xff\xfea\x00", "JÃ¼rgen â€œ", "&eacute;&amp;amp;", "exe\u00ad\ncutive"} {
		f.Add([]byte(s), "utf-8")
		f.Add([]byte(s), "shift_jis")
	}
	f.Fuzz(func(t *testing.T, b []byte, charset string) {
		text, _, ok := decode(b, charset)
		if !ok {
			return
		}
		in := &Input{reader: newReader(Options{})}
		if text = in.clean(0, text); !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			t.Fatalf("%q in %q: %q", b, charset, text)
		}
	})
}

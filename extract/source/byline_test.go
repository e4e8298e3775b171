package source

import (
	"strings"
	"testing"
)

func TestReadByline(t *testing.T) {
	for line, want := range map[string]string{
		"By Imogen Tallis":                                      "Imogen Tallis;",
		"By Imogen Tallis, Political Editor":                    "Imogen Tallis;",
		"BY IMOGEN TALLIS AND JEAN O’NEILL":                     "Imogen Tallis, Jean O’neill;",
		"By Ana Bell, Cy Dow and Eve Ray":                       "Ana Bell, Cy Dow, Eve Ray;",
		"By Imogen Tallis in Porto":                             "Imogen Tallis;",
		"By Imogen Tallis, Boston | 12 March 2024":              "Imogen Tallis;12 March 2024",
		"Written by Imogen de la Cruz — March 12, 2024":         "Imogen de la Cruz;March 12, 2024",
		"Imogen Tallis | 12 March 2024":                         "Imogen Tallis;12 March 2024",
		"12 March 2024":                                         ";12 March 2024",
		"Published: 12 March 2024":                              ";12 March 2024",
		"By Imogen Tallis, 12 March 2024":                       "Imogen Tallis;12 March 2024",
		"By Imogen Tallis · Updated 13 March 2024 · 5 min read": "Imogen Tallis;",
		"By Harbour Wire staff":                                 "",
		// None of these is one.
		"By Monday night the fire was out in Moss, the town said.": "-",
		"By land and sea": "-", "Harbour Walls | Part 2": "-", "Harbour Walls": "-", "By the Sea": "-",
		"MOSS, 3 March 2025 — The bird": "-", "10:42 Storm Edda reached Porto": "-", "": "-",
		"By Imogen Tallis the walls were called weak and old and gone": "-",
	} {
		b, ok := readByline(line, false)
		got := strings.Join(b.authors, ", ") + ";" + strings.Join(b.dates, ", ")
		if !ok {
			got = "-"
		}
		if got != want && !(want == "" && (got == "-" || got == ";")) {
			t.Errorf("%s: got %s, want %s", line, got, want)
		}
	}
}

// TestOpening: the lines between a headline and a text give title, authors and date.
func TestOpening(t *testing.T) {
	const text = "Ines Duarte met Olga Kovar.\nShe left.\n"
	for in, want := range map[string]string{
		"Harbour walls\nBy Imogen Tallis\n12 March 2024\n\n" + text:       "Harbour walls|Imogen Tallis|12 March 2024|Harbour walls\n\n" + text,
		"Harbour walls\r\nBy Imogen Tallis\r\n\r\n" + text:                "Harbour walls|Imogen Tallis||Harbour walls\n\n" + text,
		"Harbour walls\n\nBy Imogen Tallis and Bo Ek\n" + text:            "Harbour walls|Imogen Tallis,Bo Ek||Harbour walls\n\n" + text,
		"Harbour walls\n12 March 2024\n" + text:                           "Harbour walls||12 March 2024|Harbour walls\n\n" + text,
		"Harbour walls\nWeak for many years\nBy Imogen Tallis\n\n" + text: "Harbour walls|Imogen Tallis||Harbour walls\n\nWeak for many years\n\n" + text,
		"Harbour walls\nImogen Tallis\n12 March 2024\n\n" + text:          "Harbour walls|Imogen Tallis|12 March 2024|Harbour walls\n\n" + text,
		"By Imogen Tallis\n\n" + text:                                     "|Imogen Tallis||" + text,
		"Harbour walls\n\n" + text:                                        "|||Harbour walls\n\n" + text,
		text:                                                              "|||" + text,
		"By Imogen Tallis":                                                "|||By Imogen Tallis",
	} {
		title, b, rest, _ := opening(in)
		if got := title + "|" + strings.Join(b.authors, ",") + "|" + strings.Join(b.dates, ",") + "|" + rest; got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLineRules(t *testing.T) {
	for line, want := range map[string]string{
		"Share on Facebook Share on X Email this article 142 comments": "share bar", "Tweet": "share bar", "142 comments": "share bar", "Leave a comment": "share bar",
		"Read also: Chancellor Petra Moll accuses Norway of spying": "link", "READ MORE: Lang in Lima": "link", "Related: Lang in Lima": "link", "You may also like": "link",
		"Most read": "link", "More from Porto: walls are weak": "link", "Don’t miss: Lang": "link", "Editor’s picks": "link",
		"Sign up to Morning Ledger": "newsletter", "Subscribe to our channel": "newsletter", "Get our daily briefing in your inbox": "newsletter",
		"Photo: Jane Roe": "caption", "Ellen Stark with Ivo Lang. (AP Photo/Jane Roe)": "caption", "Ellen Stark in Oslo | Photo: Jane Roe": "caption", "Ellen Stark in Oslo (Photo by Jane Roe/Getty Images)": "caption",
		"We use cookies to improve our pages.": "cookie note", "Accept all cookies": "cookie note", "Tags: Porto, walls": "tags", "© 2025 Ledger": "copyright",
		"Advertisement": "advertisement", "5 min read": "date", "Updated 4 March 2025, 10:42": "date",
		// Text.
		"Updated figures for 2020 show growth.": "", "The court ruled against Getty Images.": "", "Moll shared a photo with Lang.": "", "“We use cookies only here,” Moll said.": "",
		"Read the treaty before you sign, Moll said.": "", "Related companies paid more, Moll said.": "", "Comment is free.": "", "Sources: the minister, the mayor.": "",
		"Moll, who had to sign up for aid, left.": "", "More from the sea than from the land came in, he said.": "", "He posted 3 photos.": "", "Share prices fell": "",
	} {
		if got := lineRule(line); got != want {
			t.Errorf("%s: got %q, want %q", line, got, want)
		}
	}
}

// TestAuthorNote: what is said of the author below the text is no part of it.
func TestAuthorNote(t *testing.T) {
	const text = "Ines Duarte met Olga Kovar in Porto."
	for note, kept := range map[string]bool{
		"Imogen Tallis is a reporter at Harbour Wire.": false, "Imogen Tallis covers Portugal for Harbour Wire": false,
		"Bo Ek is a reporter at Harbour Wire.": true, "Imogen Tallis was hurt.": true,
	} {
		for a, err := range Open([]string{"-"}, Options{Format: "text", MinWords: 3, Stdin: strings.NewReader("Walls\nBy Imogen Tallis\n\n" + text + "\n\n" + note)}) {
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(a.Text, note) != kept {
				t.Errorf("%s: got %q", note, a.Text)
			}
		}
	}
}

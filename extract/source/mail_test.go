package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMails: a mail is read as its reader reads it, one part of it, without what it
// quotes; what cannot be read is told.
func TestMails(t *testing.T) {
	const head = "From: Desk <desk@w.example>\nSubject: A pact\nDate: Tue, 4 Mar 2025 10:00:00 +0000\n"
	multi := func(kind, parts string) string {
		return head + "MIME-Version: 1.0\nContent-Type: multipart/" + kind + "; boundary=\"b\"\n\n" + parts
	}
	for _, c := range []struct{ name, mail, want, unwanted string }{
		{"plain", head + "\n" + story, "|A pact|OSLO", ""},
		{"lines of Windows", strings.ReplaceAll(head+"\n"+story+"\n", "\n", "\r\n"), "|A pact|OSLO", "\r"},
		{"quoted-printable", head + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: Quoted-Printable\n\n=4FSLO =3D x=\n =E2=80=94 = " + story, "|A pact|OSLO = x — = OSLO", "=4F"},
		{"base64", head + "Content-Type: text/plain; charset=iso-8859-2\nContent-Transfer-Encoding: base64\n\nT2xnYSBLb3bhciBt\nZXQgUGV0ciBO7G1l\nYw==\n", "|A pact|Olga Kovár met Petr Němec", ""},
		{"HTML first", multi("alternative", "--b\nContent-Type: text/html\n\n<p>No</p>\n--b\nContent-Type: text/plain\n\n"+story+"\n--b--\n"), "|A pact|OSLO", "No"},
		{"plain part says nothing", multi("alternative", "--b\n\nSee the HTML part.\n--b\nContent-Type: text/html\n\n<p>"+story+"</p>\n--b--\n"), "|A pact|OSLO", "See the"},
		{"pictures", multi("related", "--b\nContent-Type: text/html\n\n<p>"+story+"</p><img src=cid:1>\n--b\nContent-Type: image/png\n\nxxxx\n--b--\n"), "|A pact|OSLO", "xxxx"},
		{"no end", multi("mixed", "--b\n\n"+story+"\n"), "|A pact|OSLO", ""},
		{"a part that is attached", multi("mixed", "--b\n\n"+story+"\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=n.txt\n\nNotes of the desk.\n--b--\n"), "|A pact|OSLO", "Notes"},
		{"reply", head + "\n" + story + "\n\nOn Monday, Ana Diaz\n<ana@w.example> wrote:\n> Petra Moll met Ivo Lang.\n", "|A pact|OSLO", "Ana Diaz"},
		{"reply of Outlook", head + "\n" + story + "\n\n-----Original Message-----\nFrom: Ana Diaz\n\nPetra Moll met Ivo Lang.\n", "|A pact|OSLO", "Petra"},
		{"reply of Outlook in full", head + "\n" + story + "\n\n________________________________\nFrom: Ana Diaz\nSent: Monday\nTo: Desk\n\nPetra Moll met Ivo Lang.\n", "|A pact|OSLO", "Petra"},
		{"forwarded", head + "\n---------- Forwarded message ---------\nFrom: Jo Park <jo@p.example>\nSubject: The station\nTo: <x@w.example>\n\n" + story, "|The station|OSLO", "Jo Park"},
		{"only quoted", head + "\n> " + strings.ReplaceAll(story, "island", "\n> island"), "|A pact|OSLO", ">"},
		{"signed", head + "\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + story + "\n-----BEGIN PGP SIGNATURE-----\n\nabcd\n", "|A pact|OSLO", "abcd"},
		{"Apple's", "999999\n" + head + "\n" + story, "|A pact|OSLO", ""},
		{"news group", "Path: news!w\nNewsgroups: w.ports\n" + head + "\n" + story, "|A pact|OSLO", ""},
		{"folded subject", strings.Replace(head, "A pact", "A pact\n on fire stations", 1) + "\n" + story, "|A pact on fire stations|OSLO", ""},
		{"saved page", "From: <Saved by Blink>\nSnapshot-Content-Location: https://w.example/p\nSubject: =?utf-8?Q?x?=\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<html><head><title>The station</title></head><body><nav>Home</nav><article><p>" +
			strings.ReplaceAll(story, "=", "=3D") + "</p></article></body></html>\n--b\nContent-Type: text/css\n\np { }\n--b--\n", "https://w.example/p|The station|OSLO", "Home"},
		{"encrypted", multi("encrypted", "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n"), "encrypted: the mail is encrypted", ""},
		{"unknown charset", head + "Content-Type: text/plain; charset=x-klingon\n\n\xe1\xe2 " + story, "charset: the mail is in x-klingon", ""},
		{"only a file", multi("mixed", "--b\nContent-Type: application/pdf; name=\"a.pdf\"\n\nx\n--b--\n"), "no-text: there is no text in this mail, only attachments: a.pdf", ""},
	} {
		for _, name := range []string{"a.eml", "a.txt"} {
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, []byte(c.mail), 0o644); err != nil {
				t.Fatal(err)
			}
			got := brief(t, Options{MinWords: -1}, path)
			if len(got) != 1 || !strings.HasPrefix(got[0], c.want) || c.unwanted != "" && strings.Contains(got[0], c.unwanted) {
				t.Errorf("%s as %s: got %q, want %q without %q", c.name, name, got, c.want, c.unwanted)
			}
		}
	}
}

// TestMailboxes: each mail of a mailbox is an article, and each that is attached to one.
func TestMailboxes(t *testing.T) {
	mail := "From: Desk <d@w.example>\nSubject: S%\nDate: Tue, 4 Mar 2025 10:00:00 +0000\n\n" + story + "\n\nFrom now on there is one station.\n\n"
	part := func(i string) string {
		return "From d@w.example Tue Mar  4 10:00:00 2025\n" + strings.ReplaceAll(mail, "%", i)
	}
	digest := "From: Desk <d@w.example>\nSubject: All\nContent-Type: multipart/digest; boundary=b\n\n--b\n\n" + strings.ReplaceAll(mail, "%", "1") + "\n--b\n\n" + strings.ReplaceAll(mail, "%", "2") + "\n--b--\n"
	for name, content := range map[string]string{"a.mbox": part("1") + part("2"), "b.txt": part("1") + part("2"), "c.eml": digest} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		got := brief(t, Options{}, path)
		if len(got) != 2 || !strings.HasPrefix(got[0], "|S1|OSLO") || !strings.HasPrefix(got[1], "|S2|OSLO") || !strings.HasSuffix(got[1], "one station.") {
			t.Errorf("%s: got %q", name, got)
		}
	}
	long := part("1") + part(strings.Repeat("x", 4000)) + part("3")
	got := brief(t, Options{Stdin: strings.NewReader(long), MaxRecord: 2000}, "-")
	if len(got) != 3 || !strings.HasPrefix(got[1], "too-long: ") || !strings.HasPrefix(got[2], "|S3|") {
		t.Errorf("a long mail: got %q", got)
	}
}

// TestTextsThatAreNoMails: the headers of a plain text are not those of a mail.
func TestTextsThatAreNoMails(t *testing.T) {
	for _, s := range []string{
		"Title: A pact\nDate: 2025-03-04\nSubject: ports\n\n" + story,
		"From: the desk\n\n" + story,
		"From: Oslo, a story of two towns\nand an island\n\n" + story,
		"From Oslo to Moss in 2025: a story.\n\n" + story,
	} {
		if isMail([]byte(s)) || isMailbox([]byte(s)) {
			t.Errorf("taken for a mail: %.60q", s)
		}
	}
}

package source

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"mime"
	"net/mail"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/newsgraph/newsgraph/extract"
)

// mailFormat reads mails: one in a file, or a mailbox of them, or a page that a
// browser has saved in the form of a mail.
func mailFormat() Format {
	suffixes := []string{".eml", ".emlx", ".mbox", ".mbx", ".mht", ".mhtml"}
	return Format{
		Name: "mail", Doc: "a mail, a mailbox (mbox) or a page saved as MHTML: one article a mail, without quoted mails and attachments",
		Suffixes: suffixes,
		Sure:     func(head []byte) bool { return isMail(head) || isMailbox(head) },
		Match:    func(name string, _ []byte) bool { return hasSuffix(name, suffixes) },
		Read: func(in *Input) iter.Seq2[*extract.Article, error] {
			return func(yield func(*extract.Article, error) bool) { in.mails(yield) }
		},
	}
}

// mailNames are the fields of a mail's header; those of the first list no other
// text has.
const (
	ownMailNames = " from received return-path message-id mime-version delivered-to newsgroups snapshot-content-location "
	mailNames    = ownMailNames + "to cc date subject sender reply-to content-type content-transfer-encoding list-id in-reply-to references " +
		"dkim-signature user-agent x-mailer "
)

// isMail reports whether head begins with the header of a mail.
func isMail(head []byte) bool {
	head = bytes.TrimLeft(head, "\r\n")
	if first, rest, ok := bytes.Cut(head, []byte("\n")); ok { // Apple's count of bytes
		if _, err := strconv.Atoi(string(bytes.TrimSpace(first))); err == nil {
			head = rest
		}
	}
	known, own := 0, false
	for line := range strings.Lines(string(head)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		name, _, ok := strings.Cut(line, ":")
		name = " " + strings.ToLower(name) + " "
		if !ok || strings.Contains(strings.TrimSpace(name), " ") {
			return false
		}
		if strings.Contains(mailNames, name) {
			known++
		}
		own = own || strings.Contains(ownMailNames, name)
	}
	return own && known >= 2
}

// isMailbox reports whether head begins as an mbox file: a line that parts mails,
// then the header of one.
func isMailbox(head []byte) bool {
	line, rest, _ := bytes.Cut(head, []byte("\n"))
	return mailStart(string(line)) && isMail(rest)
}

// mailStart reports whether a line begins a mail of a mailbox: From, who, when.
func mailStart(line string) bool {
	if !strings.HasPrefix(line, "From ") {
		return false
	}
	words := strings.Fields(line)
	return len(words) >= 3 && slices.ContainsFunc(words[2:], func(w string) bool { return len(w) == 4 && digits(w) >= 1970 })
}

// mails reads the mails of a file one by one.
func (in *Input) mails(yield yields) {
	first, _ := in.Body.Peek(5)
	if string(first) != "From " {
		raw, rej := in.all()
		if rej != nil {
			yield(nil, rej)
			return
		}
		in.mail(raw, 0, 0, 0, yield)
		return
	}
	box := &mailbox{in: in}
	for number := 1; ; number++ {
		raw, offset, err := box.next()
		switch {
		case err == io.EOF:
			return
		case errors.Is(err, errLongRecord):
			if !yield(nil, in.reject(offset, number, "too-long", "a mail of more than %d bytes: not one article", in.reader.opts.MaxRecord)) {
				return
			}
		case err != nil:
			yield(nil, in.readError(offset, number, err))
			return
		case !in.mail(raw, offset, number, 0, yield):
			return
		}
	}
}

// mailbox cuts an mbox file into its mails. It holds one at a time.
type mailbox struct {
	in     *Input
	offset int64
	begun  bool
	done   bool
}

// next returns the next mail without the line that parts it from the one before.
// After errLongRecord the next one can be read.
func (b *mailbox) next() (raw []byte, offset int64, err error) {
	limit, long, blank := b.in.reader.opts.MaxRecord, false, false
	offset = b.offset
	for !b.done {
		line, size, err := readLine(b.in.Body, limit)
		if err != nil && err != io.EOF && !errors.Is(err, errLongLine) {
			return nil, offset, err
		}
		b.done = err == io.EOF
		b.offset += size
		if mailStart(string(line)) && (blank || !b.begun) {
			if b.begun {
				break
			}
			b.begun = true
			continue
		}
		blank = len(bytes.TrimSpace(line)) == 0 && size < 3
		if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
			line = line[1:]
		}
		if long = long || len(raw)+int(size) > limit; long {
			raw = nil
		} else {
			raw = append(raw, line...)
		}
	}
	switch {
	case long:
		return nil, offset, errLongRecord
	case b.done && len(bytes.TrimSpace(raw)) == 0:
		return nil, offset, io.EOF
	}
	return raw, offset, nil
}

// mail makes an article of one mail, and of each mail that is attached to it.
func (in *Input) mail(raw []byte, offset int64, number, depth int, yield yields) bool {
	source := string(raw)
	if first, rest, ok := strings.Cut(source, "\n"); ok {
		if n, err := strconv.Atoi(strings.TrimSpace(first)); err == nil && n >= 0 && n <= len(rest) {
			source = rest[:n]
		}
	}
	lines, body := splitHead(strings.TrimLeft(source, "\r\n"))
	h := headerOf(lines)
	rec := record{fields: mailFields(h), raw: raw, offset: offset, number: number}
	fail := func(code, format string, args ...any) bool {
		r := in.reject(offset, number, code, format, args...)
		r.ID, r.Raw = text(rec.fields["id"]), keep(raw)
		return yield(nil, r)
	}
	content := &mailContent{title: text(rec.fields["title"])}
	content.part(h, body, 0)
	switch {
	case content.secret:
		return fail("encrypted", "the mail is encrypted or packed with its signature: decrypt it first")
	case content.charset != "":
		return fail("charset", "the mail is in %s, which is not known here: save its text in UTF-8", content.charset)
	}
	for _, inner := range content.mails {
		if depth < archiveDepth && !in.mail([]byte(inner), offset, number, depth+1, yield) {
			return false
		}
	}
	text := content.text()
	switch {
	case content.page != "" && (h.Get("Snapshot-Content-Location") != "" || h.Get("From") == "" && rec.fields["url"] != nil):
		rec.fields = map[string]any{"url": rec.fields["url"]}
		rec.raw = []byte(content.page)
		return yield(in.htmlRecord(rec, "utf-8"))
	case text == "" && len(content.mails) > 0:
		return true
	case text == "":
		return fail("no-text", "there is no text in this mail%s", content.attached(", only attachments: "))
	}
	if content.attachments != nil {
		in.note(number, "left out%s", content.attached(" what is attached to the mail: "))
	}
	rec.text = in.unquoted(rec, text, content.quoted)
	return yield(in.article(rec))
}

// mailFields reads the fields of a record from the header of a mail.
func mailFields(h map[string][]string) map[string]any {
	get := func(name string) string {
		if v := h[name]; len(v) > 0 {
			return decodedWords(v[0])
		}
		return ""
	}
	when, _, _ := strings.Cut(get("Date"), " (")
	fields := map[string]any{
		"id": strings.Trim(get("Message-Id"), "<> "), "title": get("Subject"), "published": when, "language": get("Content-Language"),
	}
	for _, name := range []string{"Archived-At", "X-Url", "Snapshot-Content-Location", "Content-Location"} {
		if address := strings.Trim(get(name), "<> "); fields["url"] == nil && strings.HasPrefix(address, "http") {
			fields["url"] = address
		}
	}
	from := get("From")
	name, address := from, ""
	if i := strings.LastIndexByte(from, '<'); i >= 0 {
		name, address = from[:i], strings.Trim(from[i:], "<> ")
	} else if a, err := mail.ParseAddress(from); err == nil {
		name, address = a.Name, a.Address
	}
	name = strings.Trim(strings.TrimSpace(name), `"'`)
	if last, first, ok := strings.Cut(name, ","); ok && !strings.Contains(first, ",") {
		name = first + " " + last
	}
	if !strings.Contains(name, "@") {
		fields["authors"] = strings.TrimSpace(name)
	}
	if _, domain, ok := strings.Cut(address, "@"); ok {
		fields["source"] = strings.ToLower(domain)
	}
	return fields
}

// decodedWords undoes RFC 2047: =?charset?q?words?=. What cannot be decoded stays.
func decodedWords(s string) string {
	d := mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, r) }}
	if plain, err := d.DecodeHeader(s); err == nil {
		s = plain
	}
	plain, _, _ := decode([]byte(s), "")
	return oneLine(plain)
}

// The lines by which mails quote others: one that a mail is forwarded below, one that
// the mail that is answered is, and one before lines that are quoted.
var quoteLines = compiled(
	`(?i)^(-+ ?(Forwarded message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|Mensagem encaminhada|Messaggio inoltrato|Doorgestuurd bericht) ?-+|-+ ?Forwarded by .*|Begin forwarded message:|Anfang der weitergeleiteten Nachricht:|Début du message réexpédié ?:)$`,
	`(?i)^-+ ?(Original Message|Original Appointment|Reply message|Ursprüngliche Nachricht|Message d.origine|Mensaje original|Mensagem original|Messaggio originale|Oorspronkelijk bericht) ?-+$`,
	`(?i)^((On|Am|Le|El|Em|Il|Op)\b.{4,200} (wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|schreef)\b.{0,100}|.{0,100}<[^<>]+@[^<>]+>.{0,40} (wrote|writes|schrieb|escribió)) ?:$`,
)

// unquoted returns a mail's text without the mails that it quotes and without the
// signature, and tells how many lines were left out. The header of a forwarded mail
// is that of the article. What is nothing but quotation stays.
func (in *Input) unquoted(rec record, text string, out int) string {
	forward, original, wrote := quoteLines()[0], quoteLines()[1], quoteLines()[2]
	says := func(line string) bool { return strings.HasSuffix(line, ":") && wrote.MatchString(line) }
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	var kept []string
	quoted, header := 0, false
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " \t")
		switch {
		case header && line != "":
			forwarded(rec.fields, line)
			quoted++
			continue
		case header && len(kept) > 0 || header && lines[max(0, i-1)] != "":
			header = false
		}
		switch {
		case forward.MatchString(line):
			header = true
			quoted++
			for i+1 < len(lines) && strings.TrimSpace(lines[i+1]) == "" {
				i++
			}
		case line == "--", line == "-----BEGIN PGP SIGNATURE-----", original.MatchString(line), repliedTo(lines[i:]):
			quoted += len(lines) - i
			i = len(lines)
		case strings.HasPrefix(line, "-----BEGIN PGP SIGNED MESSAGE"), strings.HasPrefix(line, "Hash: SHA"):
			quoted++
		case strings.HasPrefix(line, ">"):
			quoted++
		case says(line) && quotesFollow(lines[i+1:]):
			quoted++
		case i+1 < len(lines) && says(line+" "+strings.TrimSpace(lines[i+1])) && quotesFollow(lines[i+2:]):
			quoted += 2
			i++
		default:
			kept = append(kept, lines[i])
		}
	}
	kept, signed := unsigned(kept)
	quoted += signed
	own := strings.Join(kept, "\n")
	if strings.TrimSpace(own) == "" {
		for i, line := range lines {
			lines[i] = strings.TrimPrefix(strings.TrimLeft(line, ">"), " ")
		}
		own, quoted = strings.Join(lines, "\n"), 0
	}
	if quoted += out; quoted > 0 {
		in.note(rec.number, "left out what quotes other mails or signs this one (lines or blocks: %d)", quoted)
	}
	return own
}

// repliedTo reports whether the mail that is answered begins here, with its header.
func repliedTo(lines []string) bool {
	if len(lines) > 1 && len(lines[0]) > 9 && strings.Trim(lines[0], "_ ") == "" {
		lines = lines[1:]
	}
	if len(lines) < 2 {
		return false
	}
	from, _, _ := strings.Cut(lines[0], ": ")
	name, _, _ := strings.Cut(lines[1], ":")
	return headerWords[from] == "From" && headerWords[strings.TrimSpace(name)] != ""
}

// headerWords are the names in the header of a mail that is quoted, as programs write
// them in several languages, with our name for what they hold.
var headerWords = map[string]string{
	"From": "From", "Von": "From", "De": "From", "Da": "From", "Van": "From",
	"Sent": "Date", "Date": "Date", "Gesendet": "Date", "Datum": "Date", "Envoyé": "Date", "Enviado": "Date", "Fecha": "Date", "Data": "Date", "Inviato": "Date", "Verzonden": "Date",
	"Subject": "Subject", "Betreff": "Subject", "Objet": "Subject", "Asunto": "Subject", "Assunto": "Subject", "Oggetto": "Subject", "Onderwerp": "Subject",
	"To": "To", "An": "To", "À": "To", "Para": "To", "A": "To", "Aan": "To",
}

// quotesFollow reports whether the next line with something in it is quoted.
func quotesFollow(lines []string) bool {
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			return strings.HasPrefix(line, ">")
		}
	}
	return false
}

// forwarded takes a line of a forwarded mail's header for the article.
func forwarded(fields map[string]any, line string) {
	name, value, ok := strings.Cut(strings.ReplaceAll(line, "*", ""), ":")
	if !ok {
		return
	}
	inner := mailFields(map[string][]string{headerWords[strings.TrimSpace(name)]: {strings.TrimSpace(value)}})
	for name, v := range inner {
		if !absent(v) {
			fields[name] = v
		}
	}
}

package source

import (
	"encoding/base64"
	"encoding/hex"
	"mime"
	"net/textproto"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mailContent is what the parts of a mail hold.
type mailContent struct {
	title       string
	texts       []string // one a part, decoded
	page        string   // the HTML of the first such part
	mails       []string // that are attached
	attachments []string
	quoted      int    // blocks of HTML that quote other mails
	secret      bool   // encrypted
	charset     string // that is not known
}

func (m *mailContent) text() string { return strings.TrimSpace(strings.Join(m.texts, "\n\n")) }

// attached lists the attachments behind a word, and is empty if there are none.
func (m *mailContent) attached(word string) string {
	if len(m.attachments) == 0 {
		return ""
	}
	return word + strings.Join(m.attachments, ", ")
}

// maxParts is how deep the parts of a mail may lie in one another.
const maxParts = 20

// part reads a part of a mail, or all of it.
func (m *mailContent) part(h textproto.MIMEHeader, body string, depth int) {
	kind := h.Get("Content-Type")
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(kind), ";")
		media = strings.TrimSpace(media)
	}
	if media == "" || media == "text" {
		media = "text/plain"
	}
	disposition, about, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	name := decodedWords(about["filename"])
	if name == "" {
		name = decodedWords(params["name"])
	}
	switch {
	case depth > maxParts:
	case media == "multipart/encrypted", strings.HasSuffix(media, "pkcs7-mime"), media == "text/plain" && strings.Contains(body, "-----BEGIN PGP MESSAGE-----"):
		m.secret = true
	case strings.HasPrefix(media, "multipart/") && params["boundary"] != "":
		m.multipart(media, split(body, params["boundary"]), depth)
	case media == "message/rfc822":
		m.mails = append(m.mails, string(transferred(body, h)))
	case disposition != "attachment" && media == "text/plain":
		text := m.decoded(body, h, params["charset"])
		if strings.EqualFold(params["format"], "flowed") {
			text = unflowed(text, strings.EqualFold(params["delsp"], "yes"))
		}
		m.texts = append(m.texts, strings.TrimSpace(text))
	case disposition != "attachment" && (media == "text/html" || media == "application/xhtml+xml"):
		markup := m.decoded(body, h, params["charset"])
		if m.page == "" {
			m.page = markup
		}
		m.texts = append(m.texts, m.rendered(markup))
	default:
		if name == "" {
			name = media
		}
		m.attachments = append(m.attachments, name)
	}
}

// multipart reads the parts of one kind: of alternatives one, of related parts the
// first, of others all.
func (m *mailContent) multipart(media string, parts []string, depth int) {
	var read []*mailContent
	for _, raw := range parts {
		lines, body := splitHead(raw)
		h := headerOf(lines)
		if media == "multipart/digest" && h.Get("Content-Type") == "" {
			h.Set("Content-Type", "message/rfc822")
		}
		one := &mailContent{title: m.title}
		one.part(h, body, depth+1)
		read = append(read, one)
	}
	best := -1
	for i, one := range read {
		// The plain text is the better one unless it only says that there is a better.
		if media == "multipart/alternative" && one.text() != "" && (best < 0 || words(one.text()) > 2*words(read[best].text())) {
			best = i
		}
	}
	for i, one := range read {
		m.mails, m.attachments = append(m.mails, one.mails...), append(m.attachments, one.attachments...)
		m.secret = m.secret || one.secret
		if m.page == "" {
			m.page = one.page
		}
		if m.charset == "" {
			m.charset = one.charset
		}
		switch {
		case media == "multipart/alternative" && i != best:
		case media == "multipart/related" && len(m.texts) > 0:
			if one.text() != "" {
				m.attachments = append(m.attachments, "a further part")
			}
		default:
			m.texts, m.quoted = append(m.texts, one.texts...), m.quoted+one.quoted
		}
	}
}

// split cuts the body of a part into the parts in it. What stands before the first
// and behind the last is none; a missing end does no harm.
func split(body, boundary string) (parts []string) {
	var open strings.Builder
	inside := false
	end := func() {
		if inside {
			parts = append(parts, strings.TrimSuffix(strings.TrimSuffix(open.String(), "\n"), "\r"))
		}
		open.Reset()
	}
	for line := range strings.Lines(body) {
		switch strings.TrimRight(line, " \t\r\n") {
		case "--" + boundary:
			end()
			inside = true
		case "--" + boundary + "--":
			end()
			inside = false
		default:
			open.WriteString(line)
		}
	}
	end()
	return parts
}

// decoded returns the text of a part.
func (m *mailContent) decoded(body string, h textproto.MIMEHeader, charset string) string {
	text, _, ok := decode(transferred(body, h), charset)
	if !ok {
		m.charset = charset
	}
	return strings.ReplaceAll(text, "\r\n", "\n")
}

// transferred undoes the coding in which a part was sent. Damage in it costs no more
// than the damaged place.
func transferred(body string, h textproto.MIMEHeader) []byte {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return unquotedPrintable(body)
	case "base64":
		plain := strings.Map(func(c rune) rune {
			if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
				return c
			}
			return -1
		}, body)
		if len(plain)%4 == 1 {
			plain = plain[:len(plain)-1]
		}
		out, _ := base64.RawStdEncoding.DecodeString(plain)
		return out
	}
	return []byte(body)
}

// unquotedPrintable undoes quoted-printable; unlike the standard library's it takes
// an = that begins no code as it is.
func unquotedPrintable(body string) []byte {
	var out []byte
	for line := range strings.Lines(body) {
		content := strings.TrimRight(line, " \t\r\n")
		soft := strings.HasSuffix(content, "=")
		content = strings.TrimSuffix(content, "=")
		for i := 0; i < len(content); i++ {
			if content[i] == '=' && i+2 < len(content) {
				if c, err := hex.DecodeString(content[i+1 : i+3]); err == nil {
					out = append(out, c[0])
					i += 2
					continue
				}
			}
			out = append(out, content[i])
		}
		if !soft && strings.HasSuffix(line, "\n") {
			out = append(out, '\n')
		}
	}
	return out
}

// unflowed joins the lines of a text that was wrapped for sending (RFC 3676).
func unflowed(text string, tight bool) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		content := strings.TrimSuffix(line, "\n")
		if content != "-- " && strings.HasSuffix(content, " ") && !strings.HasPrefix(content, ">") {
			if tight {
				content = strings.TrimSuffix(content, " ")
			}
			out.WriteString(content)
			continue
		}
		out.WriteString(line)
	}
	return out.String()
}

// senderParts are the names by which programs mark what a mail quotes, and its
// signature.
var senderParts = wordTable(map[string]string{
	"quote":     "gmail_quote gmail_quote_container divRplyFwdMsg moz-cite-prefix yahoo_quoted protonmail_quote zmail_extra",
	"signature": "gmail_signature moz-signature protonmail_signature_block Signature ms-outlook-mobile-signature AppleMailSignature",
})

// rendered returns the text of a mail's HTML. Its tables are there for the layout,
// and what it quotes of other mails is left out.
func (m *mailContent) rendered(markup string) string {
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return ""
	}
	var quotes []*html.Node
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Table, atom.Tbody, atom.Thead, atom.Tr, atom.Td, atom.Th, atom.Center:
			n.DataAtom = atom.Div
		case atom.Blockquote, atom.Div, atom.Pre:
			names := strings.Fields(attr(n, "class") + " " + attr(n, "id"))
			if attr(n, "type") == "cite" || slices.ContainsFunc(names, func(name string) bool { return senderParts[name] != "" }) {
				quotes = append(quotes, n)
			}
		}
	}
	whole := render(root, m.title)
	for _, q := range quotes {
		if q.Parent != nil {
			q.Parent.RemoveChild(q)
			m.quoted++
		}
	}
	if own := render(root, m.title); own != "" {
		return own
	}
	m.quoted = 0
	return whole
}

package source

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// field is one field of the canonical record and how sources call it. All names
// are compared as plainName has them, so that case, `_`, `-`, blanks, dots and
// accents make no difference.
//
// A name means the field if it is one of known, or if it is made of words of the
// other lists and of nothing else, one of them a head or a word that is enough
// alone: published_at, webPublicationDate, date of first publication.
type field struct {
	name  string
	known string // whole names, best first
	heads string // words that say what the field holds, best first
	first string // words that make a name the better one: publication, full
	alone string // words that need no head beside them: published
	last  string // words that make a name the worse one: created, seo
	with  string // words that change nothing
}

// fieldList is the table of the record's fields.
var fieldList = []field{
	{name: "id", known: "id _id uuid article_id story_id stories_id news_id post_id doc_id document_id identifier guid uri"},
	{
		name:  "title",
		known: "title headline headline.main title_page title_rss hl1",
		heads: "title headline heading titel titre titulo titolo uberschrift ueberschrift schlagzeile kop titular manchete",
		last:  "page rss seo og web short",
		with:  "main article story news post full document display original plain text citation dc dcterms twitter parsely sailthru der des de la del di do van het",
	},
	{
		name:  "text",
		known: "maintext plain_text fulltext text body article articlebody content body_text story content_text selftext",
		heads: "text texts body content articlebody article story paragraphs transcript texte contenu corps texto contenido cuerpo conteudo corpo testo contenuto inhalt artikel volltext haupttext beitrag tekst inhoud",
		first: "full main plain clean complete whole",
		last:  "raw",
		with:  "news post page document doc web extracted english en the of original der des de la del di do van het",
	},
	{
		name:  "html",
		known: "html content_html body_html body_xhtml rawhtml content:encoded",
		heads: "html xhtml",
		last:  "raw",
		with:  "content body text article story page full rendered main post document",
	},
	{
		name:  "url",
		known: "url link weburl urlsource requestedurl canonicallink canonicalurl documenturl document_identifier",
		heads: "url link permalink weblink href lien enlace collegamento",
		last:  "original final requested short amp",
		with:  "web canonical document article story page news post item full permanent external main public the of og citation parsely artikel de la del di do zum",
	},
	{
		name:  "published",
		known: "publish_at publish_on",
		heads: "date datetime time timestamp ts dt epoch datum fecha data zeit zeitpunkt termin uhrzeit hora heure ora tijd tijdstip",
		first: "original publish publishing publication pub post issue release veroffentlichung veroffentlichungs veroeffentlichung veroeffentlichungs erscheinung erscheinungs publikation publikations publicacion publicacao pubblicazione parution publicatie",
		alone: "published issued posted released veroffentlicht veroeffentlicht erschienen publiziert publicado publicada publie publiee paru pubblicato pubblicata gepubliceerd created",
		last:  "created create seen creation erstellt erstellungs creado cree criado creato",
		with: "at on of the first initial web article story news online print display entry item doc document record version page iso iso8601 8601 utc gmt local unix epoch ms millis s sec seconds string str raw parsed formatted full my " +
			"am um der des die das und von vom de del la le el los y e du des da do di in il dello della van het en sys og dc dcterms dct prism parsely citation sailthru cxenseparse recs bt article meta rnews vr eprints bepress schema twitter content display",
	},
	{name: "precision", known: "published_precision published_prec"}, // in what extract has written
	{
		name:  "authors",
		known: "authors author byline.original byline by written_by",
		heads: "author authors byline creator creators writer writers reporter reporters journalist journalists autor autoren autora autores verfasser auteur auteurs autore autori schrijver",
		with:  "article story news post name names list full main original the of og dc dcterms citation parsely sailthru der des de la del di do van",
	},
	{name: "source", known: "source_domain domain sitename site_name publisher publication publication_name source.name source.title source source_name outlet newspaper news_outlet media_name publisher_name newspaper_name site website medium provider quelle zeitung medio fuente fonte giornale jornal journal bron krant og:site_name dc.publisher"},
	{name: "language", known: "language lang inlanguage language_code lang_code locale sprache langue idioma lingua taal dc.language og:locale"},
}

// What a word does in the names of a field.
const (
	isHead = 1 << iota
	isFirst
	isAlone
	isLast
	isWith
)

// word is one word of the names of a field.
type word struct {
	does  int
	order int // among the heads
}

// vocabulary is the table of one field, ready for look-up.
type vocabulary struct {
	name    string
	known   map[string]int
	words   map[string]word
	longest int // bytes of a word
}

// fieldNames finds what the names of a source mean. It remembers them, for a
// file has the same in every record.
type fieldNames struct {
	tables []vocabulary
	met    map[string][]int // ranks by field, -1: not that field
}

const (
	longestName = 80    // bytes of a name that can be one of ours
	maxNames    = 10000 // that are remembered
	wordRank    = 1000  // of names made of words: behind all known ones
	tierRank    = 1000
	noHead      = 99 // behind every head, but as good: published
)

func newFieldNames() *fieldNames {
	return &fieldNames{tables: vocabularies(), met: map[string][]int{}}
}

// vocabularies prepares the tables of fieldList once for all readers.
var vocabularies = sync.OnceValue(func() (tables []vocabulary) {
	for _, f := range fieldList {
		v := vocabulary{name: f.name, known: map[string]int{}, words: map[string]word{}}
		for i, name := range strings.Fields(f.known) {
			v.known[plainName(name)] = i
		}
		for _, list := range []struct {
			words string
			does  int
		}{{f.heads, isHead}, {f.first, isFirst}, {f.alone, isAlone}, {f.last, isLast}, {f.with, isWith}} {
			for i, w := range strings.Fields(list.words) {
				known := v.words[w]
				if known.does |= list.does; list.does == isHead {
					known.order = i
				}
				v.words[w] = known
				v.longest = max(v.longest, len(w))
			}
		}
		tables = append(tables, v)
	}
	return tables
})

// plainName is a name as names are compared: its letters and digits, in lower
// case and without accents.
func plainName(name string) string {
	plain := true
	for i := 0; i < len(name) && plain; i++ {
		plain = name[i] >= 'a' && name[i] <= 'z' || name[i] >= '0' && name[i] <= '9'
	}
	if plain {
		return name
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFD.String(name))
}

// ranks tells for every field of fieldList how well a name says it, less is
// better, -1: not at all.
func (n *fieldNames) ranks(name string) []int {
	if known, ok := n.met[name]; ok {
		return known
	}
	ranks := make([]int, len(n.tables))
	plain := plainName(name)
	for i, v := range n.tables {
		ranks[i] = v.rank(plain)
	}
	if len(n.met) < maxNames {
		n.met[name] = ranks
	}
	return ranks
}

// field returns the field that a name means, "" if it is none of ours.
func (n *fieldNames) field(name string) string {
	for i, rank := range n.ranks(name) {
		if rank >= 0 {
			return n.tables[i].name
		}
	}
	return ""
}

func (v vocabulary) rank(plain string) int {
	if i, ok := v.known[plain]; ok {
		return i
	}
	if len(plain) == 0 || len(plain) > longestName || v.longest == 0 {
		return -1
	}
	return v.read(plain)
}

// read cuts a name into words of the vocabulary, in the way that ranks best; -1 if
// there is none. best[i] holds what the first i bytes can be.
func (v vocabulary) read(plain string) int {
	type reading struct {
		does, head, words int
	}
	best := make([][]reading, len(plain)+1)
	best[0] = []reading{{head: noHead}}
	for end := 1; end <= len(plain); end++ {
		for start := max(0, end-v.longest); start < end; start++ {
			if len(best[start]) == 0 {
				continue
			}
			w, ok := v.words[plain[start:end]]
			if !ok {
				continue
			}
			for _, r := range best[start] {
				next := reading{r.does | w.does, r.head, r.words + 1}
				if w.does&isHead != 0 {
					next.head = min(r.head, w.order)
				}
				if !slices.Contains(best[end], next) && len(best[end]) < 16 {
					best[end] = append(best[end], next)
				}
			}
		}
	}
	found := -1
	for _, r := range best[len(plain)] {
		tier := 1
		switch {
		case r.does&(isHead|isAlone) == 0:
			continue
		case r.does&isLast != 0:
			tier = 2
		case r.does&(isFirst|isAlone) != 0:
			tier = 0
		}
		if rank := wordRank + tier*tierRank + 10*(r.head%noHead) + min(r.words, 9); found < 0 || rank < found {
			found = rank
		}
	}
	return found
}

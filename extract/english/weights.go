package english

import (
	_ "embed"
	"regexp"
	"sync"

	"github.com/newsgraph/newsgraph/extract/ner"
	"github.com/newsgraph/newsgraph/extract/neural"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
	"github.com/newsgraph/newsgraph/extract/parse"
	"github.com/newsgraph/newsgraph/extract/tag"
	"github.com/newsgraph/newsgraph/extract/token"
)

// syntaxWeights are the tables, the tagger and the parser; names_md.go,
// names_small.go and names_stock.go have the names network of the build.
// weights/README.md says where they come from and what their licences ask for.
//
//go:embed weights/syntax.bin
var syntaxWeights string

// readerWeights are the reader of the model Best.
//
//go:embed weights/reader.bin
var readerWeights string

// readerConfidence is how sure claims are that these weights have judged: see its head.
//
//go:embed weights/reader.txt
var readerConfidence string

// language is the model: everything that reads weights.
type language struct {
	whole     bool // feed articles whole, as spaCy does, for comparison with it
	keeps     bool // the tokens' vectors are kept for a later stage
	tokenizer *token.Tokenizer
	dateline  *regexp.Regexp
	lexicon   *neural.Lexicon
	syntax    *neural.Encoder
	tagger    *tag.Tagger
	parser    *parse.Parser
	ruler     *tag.Ruler
	names     *neural.Encoder
	network   *ner.Network
	scratch   sync.Pool
}

// openLanguage reads the embedded weights.
func openLanguage(o Options) (*language, error) {
	return readLanguage(syntaxWeights, namesWeights, o.level())
}

// level is the arithmetic that the options want.
func (o Options) level() kernel.Level {
	if o.Portable {
		return kernel.Generic
	}
	return kernel.Best()
}

// readLanguage reads a model from two weights files, which may be the same.
func readLanguage(syntax, names string, level kernel.Level) (*language, error) {
	w, err := neural.OpenWeights("syntax.bin", syntax, level)
	if err != nil {
		return nil, err
	}
	n, err := neural.OpenWeights("names.bin", names, level)
	if err != nil {
		return nil, err
	}
	l := &language{tokenizer: token.New(tokenTables(w)), dateline: regexp.MustCompile(dateline()),
		scratch: sync.Pool{New: func() any { return newScratch() }}}
	steps := []func() error{
		func() (err error) { l.lexicon, err = neural.NewLexicon(w); return },
		func() (err error) { l.syntax, err = neural.NewEncoder(w, "syntax", neural.SyntaxSlot); return },
		func() (err error) { l.tagger, err = tag.NewTagger(w); return },
		func() (err error) { l.parser, err = parse.New(w); return },
		func() (err error) { l.ruler, err = tag.NewRuler(w); return },
		func() (err error) { l.names, err = neural.NewEncoder(n, "names", neural.NamesSlot); return },
		func() (err error) { l.network, err = ner.New(n); return },
		w.Err, n.Err,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// tokenTables reads the sections whose names begin with "token".
func tokenTables(w *neural.Weights) token.Tables {
	class := func(name string) []int32 { return w.Ints("token.class." + name) }
	return token.Tables{
		Exceptions: w.Records("token.exceptions"), Sequences: w.Records("token.sequences"),
		Alpha: class("alpha"), Upper: class("upper"), LowerQuote: class("lower_quote"), UpperQuote: class("upper_quote"),
		Icon: class("icon"), BeforeStop: class("before_stop"), TopLevel: class("top_level"),
		Punct: w.List("token.punct"), Quotes: w.List("token.quotes"), Currency: w.List("token.currency"),
		Units: w.List("token.units"), Hyphens: w.List("token.hyphens"),
	}
}

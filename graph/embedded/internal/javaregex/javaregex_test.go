package javaregex

import (
	"context"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"a.c", "abc", true},
		{"a.c", "xabc", false}, // the whole text must match
		{"a|b", "ab", false},   // the alternative as a whole, not its first half to the end
		{"a.c", "a\nc", false}, // . is no end of a line,
		{"a.c", "a\u0085c", false},
		{"a.c", "a\u2028c", false},
		{"(?s)a.c", "a\nc", true}, // unless it is told so
		{"(?i)straße", "STRAßE", true},
		{"(?i)é", "É", false}, // (?i) alone folds ASCII only
		{"(?iu)é", "É", true},
		{"(?i)[a-c]x", "BX", true},
		{"(?i)[A-C]x", "bX", true},
		{"(?i)[a-c]x", "DX", false},
		{`\s+`, "\t\v ", true}, // with the vertical tab
		{`[\s]`, "\v", true},
		{`\S`, "\v", false},
		{`\S\S`, "ab", true},
		{`\p{Alpha}+`, "abC", true},
		{`\p{Alpha}+`, "ab1", false},
		{`[\p{Digit}_]+`, "1_2", true},
		{`\p{Lu}\pL`, "Éa", true},
		{`\u00e9`, "é", true},
		{`\x41\x{42}`, "AB", true},
		{`\Qa.c\E.`, "a.cd", true},
		{`\Qa.c\E.`, "abcd", false},
		{`\Qa.c`, "a.c", true}, // the quote may stay open
		{`(?i)\Qa.c\E`, "A.C", true},
		{"a{2,3}", "aaaa", false},
		{"a{2,3}", "aaa", true},
		{"(?<name>a)(?:b)(c)", "abc", true},
		{"[]a]+", "]a", true},
		{"[^a]", "b", true},
		{`a\_b`, "a_b", true},
		{"", "", true},
		{"", "a", false},
	} {
		re, err := Compile(work.Free(), c.pattern)
		if err != nil {
			t.Errorf("%q: %v", c.pattern, err)
		} else if got := re.Match(work.Free(), c.text); got != c.want {
			t.Errorf("%q =~ %q is %v, want %v", c.text, c.pattern, got, c.want)
		}
	}
}

// What Go cannot do, or would do in another way, is refused with its name.
func TestRefused(t *testing.T) {
	for pattern, part := range map[string]string{
		"(?=a)":                                 "a group (?=…)",
		"(?<=a)b":                               "a group (?<…)",
		"(?>a)":                                 "a group (?>…)",
		"(?m)^a$":                               "the flags (?m)",
		`(a)\1`:                                 `the escape \1`,
		`\h`:                                    `the escape \h`,
		`[\b]`:                                  `the escape \b`,
		`[\S]`:                                  `the escape \S`,
		"[a[b]]":                                "a class within a class",
		"[a&&b]":                                "an intersection of classes",
		"a{x}":                                  "{ without a count",
		"{":                                     "{ without a count",
		`a\`:                                    "a backslash at the end",
		"[a":                                    "a class does not end",
		"(?<name":                               "the name of a group does not end",
		`\x4`:                                   "an escape does not end",
		`(?i)\p{Lu}`:                            "after (?i)",
		`\p{javaLowerCase}`:                     "invalid character class",
		"(a":                                    "missing closing )",
		strings.Repeat("a{900}", 30):            "too large",
		"(" + strings.Repeat("a", 50_000) + ")": "too large",
	} {
		re, err := Compile(work.Free(), pattern)
		if err == nil {
			t.Errorf("%.40q compiles to %.40s", pattern, re.whole)
		} else if !strings.Contains(err.Error(), part) {
			t.Errorf("%.40q: the error %.200q does not say %q", pattern, err, part)
		}
	}
}

// A match over a long text ends with the context, and otherwise gives what a match
// over a short one gives.
func TestLongText(t *testing.T) {
	text := strings.Repeat("ab", 300_000)
	re, err := Compile(work.Free(), "(ab)+")
	if err != nil {
		t.Fatal(err)
	}
	if re.Match(work.Free(), text+"a") || !re.Match(work.Free(), text) {
		t.Error("a long text matches otherwise than a short one")
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := work.New(ctx)
	cancel()
	var stopped error
	func() {
		defer work.Catch(&stopped)
		re.Match(done, text)
	}()
	if stopped != context.Canceled {
		t.Errorf("a match after the end of the context gives the error %v", stopped)
	}
}

package source

import "strings"

// The paragraphs of a mail that are none of its text: what the program that sent it
// adds, notes on who may read it and why it came, and the words before the name of
// who wrote it.
var mailFurniture = compiled(
	`(?i)^\W*(sent (from|with|via|using) (my |the |your )?\w+( \w+){0,5}|get outlook for \w+.*|von meinem \w+ gesendet|envoyé de mon \w+|enviado desde mi \w+)\W*$`,
	`(?i)^\W*(this|the|any) .{0,40}\b(e-?mail|message|communication|transmission)\b.*\b(confidential|privileged|intended (solely|only|recipients?|for)|addressees?)\b`,
	`(?i)^\W*(view|read|open) this (e-?mail|message|newsletter) (in|on) (your|a|the) (web )?browser`,
	`(?i)\byou.{0,6} (receiv|subscri|been sent|get|got)\w*.{0,20} this (e-?mail|message|newsletter)|\bunsubscribe\b`,
)

var farewell = compiled(`(?i)^(with |many )?(kind|kindest|best|warm|warmest|my best)?[ -]*(regards|wishes|thanks)( and (regards|thanks))?[,.!]?$|^(yours|yours (sincerely|faithfully|truly)|sincerely( yours)?|cheers|all the best|best|thank you|mit freundlichen grüßen|cordialement|saludos)[,.!]?$`)

// shortParagraph is how many words a line below a farewell has at most: a name, a
// job, a number.
const shortParagraph = 12

// unsigned returns the lines of a mail without such paragraphs, and how many lines
// they are. What follows a farewell belongs to it as far as no sentence comes after.
func unsigned(lines []string) (kept []string, out int) {
	signed, below := false, []string(nil)
	for _, paragraph := range inParagraphs(lines) {
		from := leave(paragraph)
		switch {
		case from >= 0:
			kept, out, signed = append(kept, paragraph[:from]...), out+len(paragraph)-from, true
		case isFurniture(paragraph):
			out += len(paragraph)
		case signed && terse(paragraph):
			below = append(below, paragraph...)
		default:
			kept, signed, below = append(append(kept, below...), paragraph...), false, nil
		}
	}
	return kept, out + len(below)
}

// inParagraphs parts lines behind empty ones.
func inParagraphs(lines []string) (all [][]string) {
	for start, end := 0, 1; end <= len(lines); end++ {
		if end == len(lines) || strings.TrimSpace(lines[end-1]) == "" && strings.TrimSpace(lines[end]) != "" {
			all = append(all, lines[start:end])
			start = end
		}
	}
	return all
}

// leave returns the line of a paragraph with which a farewell begins, -1 if none does.
func leave(paragraph []string) int {
	for i, line := range paragraph {
		if farewell()[0].MatchString(strings.TrimSpace(line)) && terse(paragraph[i:]) {
			return i
		}
	}
	return -1
}

func isFurniture(lines []string) bool {
	paragraph := oneLine(strings.Join(lines, " "))
	if len(paragraph) > 1500 {
		return false
	}
	for _, p := range mailFurniture() {
		if p.MatchString(paragraph) {
			return true
		}
	}
	return false
}

// terse reports whether no line is a sentence.
func terse(lines []string) bool {
	for _, line := range lines {
		if words(line) > shortParagraph {
			return false
		}
	}
	return true
}

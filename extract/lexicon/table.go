package lexicon

import (
	"fmt"
	"strings"
)

// Table returns the entries of table/NAME.txt, [entry][field][value]: the first
// line, after "#", says what the table is; every other line is one entry, fields
// separated by ";", the values of a field by ",". An empty field has no values.
func Table(name string) [][][]string {
	text, err := files.ReadFile("table/" + name + ".txt")
	if err != nil {
		panic("internal error: extract/lexicon: " + err.Error())
	}
	list, err := parseTable(string(text))
	if err != nil {
		panic(fmt.Sprintf("internal error: extract/lexicon/table/%s.txt%v", name, err))
	}
	return list
}

// parseTable splits a table into entries, fields and values. Errors begin with the
// line's number.
func parseTable(text string) ([][][]string, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if !strings.HasPrefix(lines[0], "# ") {
		return nil, fmt.Errorf(":1: the first line must say, after #, what the table is")
	}
	var list [][][]string
	for n, line := range lines[1:] {
		if strings.TrimSpace(line) == "" {
			return nil, fmt.Errorf(":%d: empty line", n+2)
		}
		var entry [][]string
		for f := range strings.SplitSeq(line, ";") {
			var values []string
			for v := range strings.SplitSeq(f, ",") {
				if v = strings.TrimSpace(v); v != "" {
					values = append(values, v)
				}
			}
			entry = append(entry, values)
		}
		list = append(list, entry)
	}
	return list, nil
}

package link

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
)

// ftmEntity is what is read of an entity of FollowTheMoney.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Caption    string              `json:"caption"`
	Properties map[string][]string `json:"properties"`
}

// schemaKind is the kind of entities of a schema of FollowTheMoney; empty: none is in
// the graph. A LegalEntity may be a person too: it is only ever taken for a body.
func schemaKind(schema string) extract.Kind {
	switch schema {
	case "Person":
		return extract.Person
	case "Organization", "Company", "PublicBody", "LegalEntity":
		return extract.Organization
	case "Event":
		return extract.Event
	}
	return ""
}

// readEntities yields the entities of FollowTheMoney that the graph has kinds for.
func readEntities(in *bufio.Reader, path, source string, yield func(Entry, error) bool) {
	for number := 1; ; number++ {
		text, err := line(in)
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			yield(Entry{}, fmt.Errorf("read %s: line %d: %w", path, number, err))
			return
		}
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		e, column, err := entityOf(text)
		switch {
		case err != nil:
			yield(Entry{}, &TableError{path, number, column, err.Error()})
			return
		case e.Kind == "":
			continue
		}
		if e.Source = source; !yield(e, nil) {
			return
		}
	}
}

// entityOf is what a line says; without a kind where it says nothing of use. On an
// error also where in the line it is, 0 where nothing tells.
func entityOf(text []byte) (Entry, int, error) {
	var in ftmEntity
	if err := json.Unmarshal(text, &in); err != nil {
		var syntax *json.SyntaxError
		var wrong *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			return Entry{}, int(syntax.Offset), fmt.Errorf("no JSON object in a line: %w", err)
		case errors.As(err, &wrong):
			return Entry{}, int(wrong.Offset), fmt.Errorf("no entity of FollowTheMoney: %s is a %s", wrong.Field, wrong.Value)
		}
		return Entry{}, 0, err
	}
	if in.Schema == "" {
		return Entry{}, 1, errors.New("no entity of FollowTheMoney: no schema")
	}
	e := Entry{ID: in.ID, Kind: schemaKind(in.Schema)}
	for _, property := range []string{"name", "alias"} { // weakAlias says too little by itself
		e.Names = append(e.Names, in.Properties[property]...)
	}
	if len(e.Names) == 0 && in.Caption != "" {
		e.Names = []string{in.Caption}
	}
	if e.Kind == "" || len(e.Names) == 0 {
		return Entry{}, 0, nil
	}
	for _, property := range []string{"country", "jurisdiction", "nationality", "citizenship"} {
		e.Countries = append(e.Countries, in.Properties[property]...)
	}
	ids := slices.Clone(in.Properties["wikidataId"])
	if wikidataForm.MatchString(in.ID) {
		ids = append(ids, in.ID)
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) == 1 { // of several none is told to be the right one
		e.Wikidata = ids[0]
	}
	if _, err := checked(e); err != nil {
		return Entry{}, 0, err
	}
	return e, 0, nil
}

// Package browser holds what makes Neo4j Browser show the graph well: a style
// with one colour per kind of node, a guide of queries to click, and the stored
// questions as favourites; and a handler that serves them in the way Browser
// wants it.
package browser

import (
	"archive/zip"
	_ "embed" // the style and the guide
	"fmt"
	"html"
	"io"
	"net/http"
	"strings"
)

//go:embed style.grass
var style string

//go:embed guide.html
var guide string

//go:embed index.html
var index string

// page is what stands around the guide where no Browser shows it.
//
//go:embed page.html
var page string

// Style returns the style in GraSS. Browser's reader of it is naive: a comment
// destroys the rule behind it, and ":" and ";" cut captions. Of several rules
// for a node's labels the last one wins, so __Entity__ stands before the kinds.
func Style() string { return style }

// Guide returns the guide, HTML with slides.
func Guide() string { return guide }

// Favourite is one query to keep in Browser's list. Browser names it after the
// first line of its text, which should be a comment.
type Favourite struct {
	Folder, Name string
	Cypher       string
}

// WriteFavourites writes a zip file that Browser takes when it is dropped on it.
// The same list gives the same bytes.
func WriteFavourites(w io.Writer, list []Favourite) error {
	z := zip.NewWriter(w)
	for _, f := range list {
		name := f.Name + ".cypher"
		if f.Folder != "" {
			name = f.Folder + "/" + name
		}
		file, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(file, f.Cypher)
		}
		if err != nil {
			return fmt.Errorf("write favourite %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write favourites: %w", err)
	}
	return nil
}

// Handler serves /style.grass and /guide.html for Browser, and for people a page that
// says what to type and the guide in a page of its own. Browser runs on another origin and
// asks before it fetches: without the header and the answer to OPTIONS it says
// "Failed to fetch". Serve it under the name localhost, which is on Browser's
// list of hosts; 127.0.0.1 is not.
func Handler() http.Handler {
	mux := http.NewServeMux()
	for _, f := range []struct{ path, kind, text string }{
		{"/style.grass", "text/plain; charset=utf-8", style},
		{"/guide.html", "text/html; charset=utf-8", guide},
		{"/guide", "text/html; charset=utf-8", strings.Replace(page, "{{guide}}", guide, 1)},
		{"/{$}", "text/html; charset=utf-8", index},
	} {
		mux.HandleFunc(f.path, func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Access-Control-Allow-Methods", "GET, OPTIONS")
			h.Set("Access-Control-Allow-Headers", "*")
			if r.Method == http.MethodOptions {
				w.WriteHeader(http.StatusNoContent)
				return
			}
			h.Set("Content-Type", f.kind)
			_, _ = io.WriteString(w, strings.ReplaceAll(f.text, "{{host}}", html.EscapeString(r.Host))) // a client that has gone needs no answer
		})
	}
	return mux
}

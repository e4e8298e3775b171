package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/calibrate"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/graph/load"
)

// Language is what reads articles, with what a loader has to know of it.
type Language struct {
	Pipeline  extract.Pipeline // may be empty where nothing is read
	Relations []extract.Relation
	// The choices that change what is found.
	StatedOnly    bool
	MinConfidence float64
	Calibration   *calibrate.Calibration // nil: confidences as they are
	Model         english.Model
}

// NewLanguage puts together what reads English articles.
func NewLanguage(o english.Options) (Language, error) {
	pipeline, err := english.New(o)
	return Language{Pipeline: pipeline, Relations: o.Relations, StatedOnly: o.StatedOnly, MinConfidence: o.MinConfidence, Calibration: o.Calibration, Model: o.Model}, err
}

// Rules names the version of what makes a graph of an article: of the relations, the
// word lists, the networks and the code, and the choices that change what is found. An
// article is read again when it changes. It has 16 hexadecimal digits.
func (l Language) Rules() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", english.Version(l.Model), load.Version())
	if l.StatedOnly {
		sum.Write([]byte("stated only\n"))
	}
	if l.MinConfidence != 0 {
		fmt.Fprintf(sum, "confidence %v\n", l.MinConfidence)
	}
	if l.Calibration != nil {
		fmt.Fprintf(sum, "calibration %s\n", l.Calibration)
	}
	if err := json.NewEncoder(sum).Encode(l.Relations); err != nil {
		panic("internal error: " + err.Error()) // they are plain data
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// Relations returns the program's relations and those of the .rel files in a folder, or
// of one such file, if one is named.
func Relations(dir string) ([]extract.Relation, error) {
	relations, err := relation.Types()
	if err != nil {
		return nil, fmt.Errorf("internal error: read the relations: %w", err)
	}
	if dir == "" {
		return relations, nil
	}
	info, err := os.Stat(dir)
	file := err == nil && info.Mode().IsRegular() && filepath.Ext(dir) == ".rel"
	if err != nil || !file && !info.IsDir() {
		return nil, fmt.Errorf("read the relations in %s: there is no such folder or .rel file", dir)
	}
	if file {
		return withFile(relations, dir)
	}
	own, err := relation.Open(os.DirFS(dir))
	if err == nil && len(own) == 0 {
		return nil, errors.New("no .rel file in " + dir)
	}
	if err == nil {
		relations, err = relation.Merge(relations, own)
	}
	if err != nil {
		return nil, fmt.Errorf("read the relations in %s: %w", dir, err)
	}
	return relations, nil
}

// withFile adds the relation of one file.
func withFile(relations []extract.Relation, name string) ([]extract.Relation, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the relations: %w", err)
	}
	own, err := relation.Parse(name, string(text))
	if err != nil {
		return nil, fmt.Errorf("read the relations: %w", err)
	}
	return relation.Merge(relations, []extract.Relation{own})
}

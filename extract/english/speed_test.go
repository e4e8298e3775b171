//go:build unix

package english

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/extracttest"
)

// The benchmarks of this file count processor time, which other programs disturb
// less than they do the clock. To compare with spaCy in one run:
//
//	NEWSGRAPH_SPACY=python3 NEWSGRAPH_SHARED=… GOMAXPROCS=1 go test ./extract/english -run '^$' -bench 'Layers|SpaCy'

// benchmarkTexts returns the development articles of NEWSGRAPH_SHARED, or made-up ones.
func benchmarkTexts(b *testing.B) (texts []string) {
	b.Helper()
	root := os.Getenv("NEWSGRAPH_SHARED")
	if root == "" || root == "none" {
		return []string{strings.Repeat("Nora Vik, chairwoman of Borealis Inc., met President Emmanuel Macron in Oslo on Monday.\n\n", 20)}
	}
	f, err := os.Open(filepath.Join(root, "data", "unified", "dwie_dev.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for _, r := range references(b, f) {
		texts = append(texts, r.Text)
	}
	return texts
}

// seconds returns the processor time that this process has used.
func seconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// benchmark runs texts through a pipeline.
func benchmark(b *testing.B, p extract.Pipeline) {
	texts, tokens := benchmarkTexts(b), 0
	start := seconds()
	for b.Loop() {
		for _, text := range texts {
			a := &extract.Article{Text: text}
			if err := p.Article(context.Background(), a); err != nil {
				b.Fatal(err)
			}
			tokens += len(a.Tokens)
		}
	}
	b.ReportMetric(float64(tokens)/(seconds()-start), "tokens/cpu-s")
}

// BenchmarkLayers is what spaCy does too: tokens, tags, trees, lemmas, names.
func BenchmarkLayers(b *testing.B) { benchmark(b, layers(model(b))) }

// BenchmarkPipeline is all stages, up to the claims.
func BenchmarkPipeline(b *testing.B) {
	p, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, p)
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSpaCy runs spaCy over the same texts, on one thread: its small
// pipeline and, where NEWSGRAPH_SPACY_MD names one, that with word vectors.
func BenchmarkSpaCy(b *testing.B) {
	extracttest.Part(b, spacyVariable, "Python with spaCy 3.8")
	var in bytes.Buffer
	for _, text := range benchmarkTexts(b) {
		if err := json.NewEncoder(&in).Encode(map[string]string{"text": text}); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("sm", func(b *testing.B) { spacySpeed(b, in.Bytes()) })
	if folder := os.Getenv(mdVariable); folder != "" && folder != "none" {
		b.Run("md", func(b *testing.B) { spacySpeed(b, in.Bytes(), folder) })
	}
}

// spacySpeed reports what speed.py measures of a pipeline, the small one unless
// a folder is given.
func spacySpeed(b *testing.B, texts []byte, folder ...string) {
	var tokens, cpu, memory float64
	for b.Loop() {
		c := exec.Command(os.Getenv(spacyVariable), append([]string{filepath.Join("testdata", "speed.py")}, folder...)...)
		c.Stdin, c.Stderr = bytes.NewReader(texts), os.Stderr
		c.Env = append(os.Environ(), "OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1")
		out, err := c.Output()
		if err != nil {
			b.Fatal(err)
		}
		var n, s float64
		if _, err := fmt.Sscan(string(out), &n, &s, &memory); err != nil {
			b.Fatal(err)
		}
		tokens, cpu = tokens+n, cpu+s
	}
	b.ReportMetric(tokens/cpu, "tokens/cpu-s")
	b.ReportMetric(memory, "peak-MB")
}

package neo4jtest

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/neo4j"
)

//go:embed pom.xml
var pom []byte

// Release is a release of Neo4j that the tests run on.
type Release struct {
	Version  string   // empty: whatever NEO4J_URI names
	java     []string // versions of Java that it runs on, the usual one first
	main     string   // class of the server
	settings []string // lines of its neo4j.conf
}

// LongTerm is the release of the long-term line: the oldest that we promise to
// run on, and the one that most tests use.
func LongTerm() Release {
	return Release{Version: "5.26.29", java: []string{"17", "21"}, main: "org.neo4j.server.CommunityEntryPoint"}
}

// Newest is the newest release that we promise to run on, with the language that it
// gives new databases.
func Newest() Release {
	return Release{Version: "2026.08.1", java: []string{"25", "21"}, main: "org.neo4j.server.Neo4jCommunity",
		// It tells the network of itself, if it is let.
		settings: []string{"db.query.default_language=CYPHER_25", "server.fleet_discovery.enabled=false", "dbms.fleet_manager.enabled=false"}}
}

// Newest reports whether that is the newest release.
func (r Release) Newest() bool { return r.Version == Newest().Version }

// Each runs a test on every release, on the newest as Slow says; where NEO4J_URI
// names a server, on that.
func Each(t *testing.T, test func(t *testing.T, r Release)) {
	if os.Getenv("NEO4J_URI") != "" {
		test(t, Release{})
		return
	}
	for _, r := range []Release{LongTerm(), Newest()} {
		t.Run(r.Version, func(t *testing.T) {
			if r.Newest() {
				Slow(t)
			}
			test(t, r)
		})
	}
}

// Open is the function Open on a server of this release.
func (r Release) Open(t testing.TB) *neo4j.Store {
	t.Helper()
	store, _ := r.OpenAt(t)
	return store
}

// tools is what starting a server takes.
type tools struct{ java, maven, shell string }

// find looks for Java and Maven; without them it skips the test, unless CI=true.
// NEWSGRAPH_JAVA=none says that a Java for the newest release is not to be had.
func (r Release) find(t testing.TB) tools {
	t.Helper()
	var found tools
	var err error
	if found.shell, err = exec.LookPath("sh"); err == nil {
		if found.maven, err = exec.LookPath("mvn"); err == nil {
			found.java, err = r.findJava()
		}
	}
	if err != nil {
		say := t.Skipf
		if os.Getenv("CI") == "true" && !(r.Newest() && os.Getenv("NEWSGRAPH_JAVA") == "none") {
			say = t.Fatalf
		}
		say("no Neo4j %s to test with (%v): install Java %s and Maven, or set NEO4J_URI (docker run -p 127.0.0.1:7687:7687 -e NEO4J_AUTH=none neo4j:%[1]s)",
			r.Version, err, r.java[0])
	}
	return found
}

// findJava finds a Java that the release runs on: another one only prints a
// warning and then misbehaves. NEWSGRAPH_JAVA may name one more, or be "none".
func (r Release) findJava() (string, error) {
	var candidates []string
	if home := os.Getenv("JAVA_HOME"); home != "" {
		candidates = append(candidates, filepath.Join(home, "bin", "java"))
	}
	if path, err := exec.LookPath("java"); err == nil {
		candidates = append(candidates, path)
	}
	installed, _ := filepath.Glob("/usr/lib/jvm/*/bin/java")
	candidates = append(append(candidates, installed...), os.Getenv("NEWSGRAPH_JAVA"))
	found := map[string]string{}
	for _, path := range slices.Compact(candidates) {
		out, _ := exec.Command(path, "-XshowSettings:properties", "-version").CombinedOutput()
		if _, rest, ok := bytes.Cut(out, []byte("java.specification.version = ")); ok {
			version, _, _ := strings.Cut(string(rest), "\n")
			if version = strings.TrimSpace(version); found[version] == "" {
				found[version] = path
			}
		}
	}
	for _, v := range r.java {
		if found[v] != "" {
			return found[v], nil
		}
	}
	return "", errors.New("no Java " + strings.Join(r.java, " or "))
}

// cacheDir is where the jars of the release and its servers are.
func (r Release) cacheDir(t testing.TB) string {
	t.Helper()
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	name := "newsgraph-neo4j"
	if r.Version != "" {
		name += "-" + r.Version
	}
	dir := filepath.Join(base, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// fetch resolves the server's jars, once for all.
func (r Release) fetch(ctx context.Context, s tools, dir string) (lib string, err error) {
	lib = filepath.Join(dir, "lib")
	complete := filepath.Join(dir, "complete")
	if _, err := os.Stat(complete); err == nil {
		return lib, nil
	}
	file := filepath.Join(dir, "pom.xml")
	if err := os.WriteFile(file, pom, 0o644); err != nil {
		return "", err
	}
	out, err := exec.CommandContext(ctx, s.maven, "-B", "-q", "-f", file, "-Dneo4j.version="+r.Version, "dependency:copy-dependencies",
		"-DincludeScope=runtime", "-DexcludeTypes=pom", "-DoutputDirectory="+lib).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("fetch the jars of Neo4j %s with Maven: %w\n%s", r.Version, err, out)
	}
	return lib, os.WriteFile(complete, nil, 0o644)
}

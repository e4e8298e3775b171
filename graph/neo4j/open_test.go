package neo4j_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// opens checks that a server takes a configuration, or refuses it with these words.
func opens(t *testing.T, c neo4j.Config, want string) {
	t.Helper()
	store, err := neo4j.Open(t.Context(), c)
	if err == nil {
		if err := store.Close(t.Context()); err != nil {
			t.Error(err)
		}
		if want != "" {
			t.Errorf("%s was opened, want a refusal that says %q", c.URI, want)
		}
		return
	}
	t.Log(err)
	if want == "" || graph.FailureOf(err) != graph.Refused || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "wrong-password") {
		t.Errorf("%s: %v, want a refusal that says %q", c.URI, err, want)
	}
}

// over is an address with another scheme.
func over(scheme, uri string) string {
	_, rest, _ := strings.Cut(uri, "://")
	return scheme + "://" + rest
}

// TestSecure connects with TLS to a server whose certificate only a test authority
// has signed: +ssc takes it, +s does not, and says what to do. What +s does with the
// authority's file in SSL_CERT_FILE, which a process reads once, is in the scripts of
// the program.
func TestSecure(t *testing.T) {
	config, _ := neo4jtest.Secured(t)
	for _, c := range []struct{ scheme, want string }{
		{"bolt", ""},
		{"neo4j", ""},
		{"bolt+ssc", ""},
		{"neo4j+ssc", ""},
		{"bolt+s", "is not trusted: let the environment variable SSL_CERT_FILE name a file with its authority's, or say bolt+ssc://"},
		{"neo4j+s", "is not trusted: let the environment variable SSL_CERT_FILE name a file with its authority's, or say neo4j+ssc://"},
	} {
		to := config
		to.URI = over(c.scheme, config.URI)
		opens(t, to, c.want)
	}
}

// TestPassword: the shared server wants one.
func TestPassword(t *testing.T) {
	config, _ := neo4jtest.Secured(t)
	for _, c := range []struct{ user, password, want string }{
		{"", "", "wants a user name and a password: set NEO4J_USERNAME, and NEO4J_PASSWORD or NEO4J_PASSWORD_FILE"},
		{"neo4j", "", "wants a user name and a password"},
		{"neo4j", "wrong-password", "does not accept this password of user neo4j"},
	} {
		to := config
		to.Username, to.Password = c.user, c.password
		opens(t, to, c.want)
		if _, err := neo4j.Open(t.Context(), to); !neo4j.WantsPassword(err) {
			t.Errorf("user %q: that a password is wanted cannot be told from %v", c.user, err)
		}
	}
	opens(t, config, "")
	config.Database = "nonesuch"
	if _, err := neo4j.Open(t.Context(), config); err == nil || neo4j.WantsPassword(err) {
		t.Errorf("an unknown database wants a password: %v", err)
	}
}

// TestSlowServer: a server that does not answer the first attempts is waited for,
// and the wait is told; one that never answers only as long as is allowed.
func TestSlowServer(t *testing.T) {
	var told []string
	proxy := &neo4jtest.Proxy{Deaf: 3}
	config := proxy.Through(t, neo4jtest.Shared(t))
	config.Connect, config.Notice = time.Second, func(m string) { told = append(told, m) }
	opens(t, config, "")
	if len(told) == 0 || !strings.Contains(told[0], "it did not answer in time; it may be starting, or busy") || !strings.Contains(told[0], "trying again in") {
		t.Errorf("told %q", told)
	}
}

// TestDeafServer is the other half of it, and needs no server.
func TestDeafServer(t *testing.T) {
	proxy := &neo4jtest.Proxy{Deaf: 1000}
	config := proxy.Through(t, neo4j.Config{URI: "bolt://127.0.0.1:1"})
	told := 0
	config.Connect, config.RetryFor, config.Notice = 20*time.Millisecond, 500*time.Millisecond, func(string) { told++ }
	store, err := neo4j.Open(t.Context(), config)
	if err == nil {
		store.Close(t.Context())
	}
	if graph.FailureOf(err) != graph.Unavailable || told == 0 {
		t.Errorf("after %d notices: %v", told, err)
	}
	// An address where nothing listens is a wrong one, but for those who say that
	// they wait.
	told = 0
	config.URI = "bolt://127.0.0.1:1"
	if _, err := neo4j.Open(t.Context(), config); graph.FailureOf(err) != graph.Unavailable || told > 0 {
		t.Errorf("nothing listens: %d notices, %v", told, err)
	}
	config.Await = true
	if _, err := neo4j.Open(t.Context(), config); graph.FailureOf(err) != graph.Unavailable || told == 0 {
		t.Errorf("nothing listens yet: %d notices, %v", told, err)
	}
}

// TestClosedServer needs a server of its own, which in turn speaks without TLS, only
// with it, has a database that is read-only, and one that does not start.
func TestClosedServer(t *testing.T) {
	neo4jtest.Slow(t)
	t.Parallel()
	server := neo4jtest.Prepare(t)
	config := server.Config()
	at := func(scheme string, writes bool) neo4j.Config {
		c := config
		c.URI, c.Writes = over(scheme, c.URI), writes
		return c
	}
	// restart waits until the server is open over a scheme, or refuses to be with
	// these words.
	restart := func(scheme, refusal string, lines ...string) {
		for _, l := range lines {
			server.Set(t, l)
		}
		err := server.RestartUntil(t.Context(), func() error {
			store, err := neo4j.Open(t.Context(), at(scheme, false))
			switch {
			case err == nil:
				return store.Close(t.Context())
			case refusal != "" && strings.Contains(err.Error(), refusal):
				return nil
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	restart("bolt", "", "server.bolt.tls_level=DISABLED")
	for _, scheme := range []string{"bolt+s", "bolt+ssc", "neo4j+s", "neo4j+ssc"} {
		plain, _, _ := strings.Cut(scheme, "+")
		opens(t, at(scheme, false), "the server speaks without TLS there: say "+plain+"://")
	}
	// The database is there now, and can be read-only.
	server.Stop(t)
	restart("bolt+ssc", "", "server.bolt.tls_level=REQUIRED", "server.databases.read_only=neo4j")
	opens(t, at("bolt", false), "the server wants TLS: say bolt+s://")
	opens(t, at("neo4j", false), "the server wants TLS: say neo4j+s://")
	opens(t, at("bolt+ssc", false), "")
	opens(t, at("neo4j+ssc", true), `database "neo4j" of neo4j+ssc://`)
	opens(t, at("bolt+ssc", true), "is read-only: see server.databases.read_only")
	// A database that is damaged does not start; the server does.
	server.Stop(t)
	damage(t, filepath.Join(server.Dir, "data", "databases", "neo4j", "neostore"))
	restart("bolt", "not online", "server.bolt.tls_level=OPTIONAL", "server.databases.read_only=")
	opens(t, at("bolt", false), `database "neo4j" of `+config.URI+" is offline, not online")
	opens(t, at("bolt", true), "not online: the server's logs/debug.log says why")
	home := at("bolt", false)
	home.Database = ""
	opens(t, home, "the home database of "+config.URI+" is offline, not online")
}

// damage writes over the beginning of a file.
func damage(t *testing.T, name string) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString(strings.Repeat("damage", 1000))
	if e := f.Close(); err != nil || e != nil {
		t.Fatal(err, e)
	}
}

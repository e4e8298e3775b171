package neo4jtest

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"newsgraph/graph/neo4j"
)

// version is the server that the tests start; pom.xml says the same.
const version = "5.26.29"

//go:embed pom.xml
var pom []byte

// tools is what starting a server takes.
type tools struct{ java, maven, shell string }

// find looks for Java and Maven; without them it skips the test.
func find(t testing.TB) tools {
	t.Helper()
	var found tools
	var err error
	if found.shell, err = exec.LookPath("sh"); err == nil {
		if found.maven, err = exec.LookPath("mvn"); err == nil {
			found.java, err = findJava()
		}
	}
	if err != nil {
		say := t.Skipf
		if os.Getenv("CI") == "true" {
			say = t.Fatalf
		}
		say("no Neo4j to test with (%v): set NEO4J_URI (docker run -p 127.0.0.1:7687:7687 -e NEO4J_AUTH=none neo4j:5.26-community), or install Java 17 and Maven", err)
	}
	return found
}

// findJava finds a Java that Neo4j 5.26 runs on: another one only prints a
// warning and then misbehaves.
func findJava() (string, error) {
	candidates, _ := filepath.Glob("/usr/lib/jvm/*/bin/java")
	if path, err := exec.LookPath("java"); err == nil {
		candidates = append([]string{path}, candidates...)
	}
	if home := os.Getenv("JAVA_HOME"); home != "" {
		candidates = append([]string{filepath.Join(home, "bin", "java")}, candidates...)
	}
	for _, path := range candidates {
		out, _ := exec.Command(path, "-XshowSettings:properties", "-version").CombinedOutput()
		for _, v := range []string{"17", "21"} {
			if bytes.Contains(out, []byte("java.specification.version = "+v)) {
				return path, nil
			}
		}
	}
	return "", errors.New("no Java 17 or 21")
}

// fetch resolves the server's jars, once for all.
func (s tools) fetch(ctx context.Context, dir string) (lib string, err error) {
	lib = filepath.Join(dir, "lib")
	complete := filepath.Join(dir, "complete")
	if _, err := os.Stat(complete); err == nil {
		return lib, nil
	}
	file := filepath.Join(dir, "pom.xml")
	if err := os.WriteFile(file, pom, 0o644); err != nil {
		return "", err
	}
	out, err := exec.CommandContext(ctx, s.maven, "-B", "-q", "-f", file, "-Dneo4j.version="+version, "dependency:copy-dependencies",
		"-DincludeScope=runtime", "-DexcludeTypes=pom", "-DoutputDirectory="+lib).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("fetch the jars of Neo4j %s with Maven: %w\n%s", version, err, out)
	}
	return lib, os.WriteFile(complete, nil, 0o644)
}

// Server is a Neo4j server.
type Server struct {
	tools tools
	lib   string
	Dir   string // its home: conf, data, logs
	Port  int
	PID   int
	// Password of the user neo4j; empty: no authentication. Set by Protect.
	Password string
	exit     chan error
}

// Config is how to reach the server.
func (s *Server) Config() neo4j.Config {
	c := neo4j.Config{URI: "bolt://127.0.0.1:" + strconv.Itoa(s.Port), Database: "neo4j"}
	if s.Password != "" {
		c.Username, c.Password = "neo4j", s.Password
	}
	return c
}

// Start starts a server that only this test uses and that ends with it. extra
// lines go into its neo4j.conf.
func Start(t testing.TB, extra ...string) *Server {
	t.Helper()
	s := Prepare(t, extra...)
	if err := s.Restart(t.Context()); err != nil {
		t.Fatalf("start Neo4j: %v", err)
	}
	return s
}

// Prepare is Start without starting, so that neo4j-admin can fill the database
// first.
func Prepare(t testing.TB, extra ...string) *Server {
	t.Helper()
	found := find(t)
	dir := cacheDir(t)
	unlock, err := lock(filepath.Join(dir, "server.lock"))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := found.fetch(t.Context(), dir)
	unlock()
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{tools: found, lib: lib, Dir: t.TempDir(), Port: freePort(t)}
	if err := s.configure(extra); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Kill)
	return s
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// Restart starts the server again, on its old data, and waits until it answers.
func (s *Server) Restart(ctx context.Context) error {
	return s.RestartUntil(ctx, func() error { return opens(ctx, s.Config()) })
}

// opens reports why a server cannot be used, nil if it can.
func opens(ctx context.Context, c neo4j.Config) error {
	store, err := neo4j.Open(ctx, c)
	if err != nil {
		return err
	}
	return store.Close(ctx)
}

// RestartUntil is Restart for a server that not every client can use: it waits
// until answers has no error.
func (s *Server) RestartUntil(ctx context.Context, answers func() error) error {
	cmd := exec.Command(s.tools.java, s.arguments()...)
	cmd.Env = append(os.Environ(), "NEO4J_CONF="+s.path("conf"))
	log, err := os.Create(s.path("console.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return err
	}
	s.PID, s.exit = cmd.Process.Pid, make(chan error, 1)
	go func() { s.exit <- cmd.Wait() }()
	return await(ctx, answers, func() error {
		select {
		case err := <-s.exit:
			s.exit <- err
			out, _ := os.ReadFile(s.path("console.log"))
			return fmt.Errorf("the server ended (%v):\n%s", err, out)
		default:
			return nil
		}
	})
}

// Kill ends the server at once, as a power cut would, and waits until it is gone.
func (s *Server) Kill() {
	if s.exit == nil {
		return
	}
	if p, err := os.FindProcess(s.PID); err == nil {
		_ = p.Kill() // gone already is as good
	}
	<-s.exit
	s.exit = nil
}

// Stop ends the server in good order, so that its database needs no repair.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	p, err := os.FindProcess(s.PID)
	if err == nil {
		err = p.Signal(syscall.SIGTERM)
	}
	if err != nil {
		t.Fatalf("stop Neo4j: %v", err)
	}
	<-s.exit
	s.exit = nil
}

// Set puts a line into neo4j.conf, for the next start, in place of the one that
// sets the same.
func (s *Server) Set(t testing.TB, line string) {
	t.Helper()
	if err := s.set(line); err != nil {
		t.Fatal(err)
	}
}

func (s *Server) set(line string) error {
	conf := s.path("conf/neo4j.conf")
	text, err := os.ReadFile(conf)
	if err != nil {
		return err
	}
	name, _, _ := strings.Cut(line, "=")
	lines := slices.DeleteFunc(strings.Split(strings.TrimSpace(string(text)), "\n"), func(l string) bool { return strings.HasPrefix(l, name+"=") })
	return os.WriteFile(conf, []byte(strings.Join(append(lines, line), "\n")+"\n"), 0o644)
}

// Protect gives a server that has been prepared, and not started, a password of
// at least eight characters.
func (s *Server) Protect(t testing.TB, password string) {
	t.Helper()
	if err := s.protect(t.Context(), password); err != nil {
		t.Fatal(err)
	}
}

func (s *Server) protect(ctx context.Context, password string) error {
	if err := s.set("dbms.security.auth_enabled=true"); err != nil {
		return err
	}
	if out, err := s.Admin(ctx, s.Dir, "dbms", "set-initial-password", password); err != nil {
		return fmt.Errorf("set the password: %w\n%s", err, out)
	}
	s.Password = password
	return nil
}

// Admin runs neo4j-admin on the server's home, in a folder; the server must not
// run.
func (s *Server) Admin(ctx context.Context, dir string, args ...string) ([]byte, error) {
	list := append([]string{"-Xmx512m", "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		"-cp", s.lib + "/*", "org.neo4j.cli.AdminTool"}, args...)
	cmd := exec.CommandContext(ctx, s.tools.java, list...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+s.Dir, "NEO4J_CONF="+s.path("conf"))
	return cmd.CombinedOutput()
}

func (s *Server) path(name string) string { return filepath.Join(s.Dir, name) }

func (s *Server) arguments() []string {
	flags := "-Xms512m -Xmx512m -XX:+UseG1GC -XX:-OmitStackTraceInFastThrow -XX:+ExitOnOutOfMemoryError " +
		"-Djdk.nio.maxCachedBufferSize=1024 -Dio.netty.tryReflectionSetAccessible=true -Dio.netty.leakDetection.level=DISABLED " +
		"--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED " +
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED " +
		"--enable-native-access=ALL-UNNAMED -Dlog4j2.disable.jmx=true -Dfile.encoding=UTF-8 -Djava.awt.headless=true"
	return append(strings.Fields(flags), "-cp", s.path("conf")+"/*:"+s.lib+"/*", "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+s.Dir, "--config-dir="+s.path("conf"), "--console-mode")
}

// configure writes neo4j.conf and the certificates. An unknown or doubled name in
// it stops the start.
func (s *Server) configure(extra []string) error {
	for _, d := range []string{"conf", "data", "logs", "run", "import", "plugins"} {
		if err := os.MkdirAll(s.path(d), 0o755); err != nil {
			return err
		}
	}
	if err := certify(s.path("certificates")); err != nil {
		return err
	}
	lines := append(settings(),
		fmt.Sprintf("server.bolt.listen_address=127.0.0.1:%d", s.Port),
		fmt.Sprintf("server.bolt.advertised_address=127.0.0.1:%d", s.Port),
		"dbms.ssl.policy.bolt.base_directory="+s.path("certificates"),
		"server.directories.lib="+s.lib)
	text := strings.Join(append(lines, extra...), "\n") + "\n"
	return os.WriteFile(s.path("conf/neo4j.conf"), []byte(text), 0o644)
}

// settings are what all servers of the tests have in common.
func settings() []string {
	return []string{
		"server.default_listen_address=127.0.0.1",
		"server.bolt.enabled=true",
		"server.bolt.tls_level=OPTIONAL",
		"dbms.ssl.policy.bolt.enabled=true",
		"dbms.ssl.policy.bolt.client_auth=NONE",
		"server.http.enabled=false",
		"server.https.enabled=false",
		"dbms.security.auth_enabled=false",
		"dbms.security.auth_max_failed_attempts=0",
		"dbms.usage_report.enabled=false",
		"server.memory.pagecache.size=128m",
		"db.tx_log.preallocate=false",
		"db.tx_log.rotation.size=32m",
	}
}

// home is the folder of the shared server. Checkouts of which the tests want
// another one do not get in each other's way.
func home(dir string) string {
	sum := sha256.Sum256([]byte(strings.Join(settings(), "\n")))
	return filepath.Join(dir, "instance-"+hex.EncodeToString(sum[:4]))
}

// shared returns the server that all tests share, starting it if need be.
func (s tools) shared(ctx context.Context, dir string) (*Server, error) {
	unlock, err := lock(filepath.Join(dir, "server.lock"))
	if err != nil {
		return nil, err
	}
	defer unlock()
	lib, err := s.fetch(ctx, dir)
	if err != nil {
		return nil, err
	}
	server := &Server{tools: s, lib: lib, Dir: home(dir)}
	if err := beat(ctx, server); err != nil {
		return nil, err
	}
	state := server.Dir + ".json"
	if text, err := os.ReadFile(state); err == nil && json.Unmarshal(text, server) == nil && opens(ctx, server.Config()) == nil {
		return server, nil
	}
	if server.Port, err = detachedPort(); err != nil {
		return nil, err
	}
	if err := server.detach(ctx); err != nil {
		return nil, err
	}
	text, err := json.Marshal(server)
	if err != nil {
		return nil, err
	}
	return server, os.WriteFile(state, text, 0o600) // the password is in it
}

func detachedPort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// detach starts the server on a fresh database under a shell that ends it when
// the heartbeat of all test processes has stopped for a minute.
func (s *Server) detach(ctx context.Context) error {
	if err := os.RemoveAll(s.Dir); err != nil {
		return err
	}
	if err := s.configure(nil); err != nil {
		return err
	}
	if err := s.protect(ctx, rand.Text()); err != nil {
		return err
	}
	if err := beat(ctx, s); err != nil {
		return err
	}
	const watch = `"$@" & pid=$!
while kill -0 $pid 2>/dev/null; do
  [ -n "$(find "$HEARTBEAT" -mmin -1 2>/dev/null)" ] || kill $pid
  sleep 5
done`
	cmd := exec.Command(s.tools.shell, append([]string{"-c", watch, "sh", s.tools.java}, s.arguments()...)...)
	cmd.Env = append(os.Environ(), "NEO4J_CONF="+s.path("conf"), "HEARTBEAT="+s.path("heartbeat"))
	cmd.Dir = s.Dir
	detached(cmd)
	log, err := os.Create(s.path("console.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return err
	}
	s.PID = cmd.Process.Pid
	exit := make(chan error, 1)
	go func() { exit <- cmd.Wait() }()
	return await(ctx, func() error { return opens(ctx, s.Config()) }, func() error {
		select {
		case err := <-exit:
			out, _ := os.ReadFile(s.path("console.log"))
			return fmt.Errorf("the server ended (%v):\n%s", err, out)
		default:
			return nil
		}
	})
}

// beat touches the heartbeat now and every ten seconds until the test ends.
func beat(ctx context.Context, s *Server) error {
	if err := os.MkdirAll(s.Dir, 0o755); err != nil {
		return err
	}
	file := s.path("heartbeat")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		return err
	}
	go func() {
		tick := time.NewTicker(10 * time.Second)
		defer tick.Stop()
		for {
			select {
			case now := <-tick.C:
				_ = os.Chtimes(file, now, now) // a server that has gone is found when it is used
			case <-ctx.Done():
				return
			}
		}
	}()
	return nil
}

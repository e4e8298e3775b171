package neo4jtest

import (
	"context"
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

	"github.com/newsgraph/newsgraph/graph/neo4j"
)

// Server is a Neo4j server.
type Server struct {
	release Release
	tools   tools
	lib     string
	Dir     string // its home: conf, data, logs
	Port    int
	PID     int
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

// Start starts a server of the long-term line that only this test uses and that
// ends with it. extra lines go into its neo4j.conf.
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
	return LongTerm().Prepare(t, extra...)
}

// Prepare is the function Prepare for a server of this release.
func (r Release) Prepare(t testing.TB, extra ...string) *Server {
	t.Helper()
	found := r.find(t)
	dir := r.cacheDir(t)
	unlock, err := lock(filepath.Join(dir, "server.lock"))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := r.fetch(t.Context(), found, dir)
	unlock()
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{release: r, tools: found, lib: lib, Dir: t.TempDir(), Port: freePort(t)}
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
	return append(strings.Fields(flags), "-cp", s.path("conf")+"/*:"+s.lib+"/*", s.release.main,
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
	lines := append(s.release.conf(),
		fmt.Sprintf("server.bolt.listen_address=127.0.0.1:%d", s.Port),
		fmt.Sprintf("server.bolt.advertised_address=127.0.0.1:%d", s.Port),
		"dbms.ssl.policy.bolt.base_directory="+s.path("certificates"),
		"server.directories.lib="+s.lib)
	text := strings.Join(append(lines, extra...), "\n") + "\n"
	return os.WriteFile(s.path("conf/neo4j.conf"), []byte(text), 0o644)
}

// conf are the lines that all servers of a release have in common.
func (r Release) conf() []string {
	return append([]string{
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
	}, r.settings...)
}

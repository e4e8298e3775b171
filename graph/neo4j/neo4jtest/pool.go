package neo4jtest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// turn takes a place, of which there are as many as packages that go test runs
// side by side: so nobody waits, which would count against the test's time. The
// first that is free is taken, whose server is the likeliest to run. Only where all
// are taken, the test waits for one. It gives the place back with the test.
func (r Release) turn(t testing.TB, dir string, places int) (place int) {
	t.Helper()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		for place := range places {
			unlock, err := tryLock(filepath.Join(dir, fmt.Sprintf("turn-%d.lock", place)))
			if err != nil {
				t.Fatalf("take a turn on Neo4j: %v", err)
			}
			if unlock != nil {
				t.Cleanup(unlock)
				return place
			}
		}
		select {
		case <-tick.C:
		case <-t.Context().Done():
			t.Fatalf("take a turn on Neo4j: %v", t.Context().Err())
		}
	}
}

// share takes a place and returns its server, started if need be.
func (r Release) share(t testing.TB) *Server {
	t.Helper()
	found := r.find(t)
	dir := r.cacheDir(t)
	server, err := r.started(t.Context(), found, dir, r.turn(t, dir, max(2, runtime.NumCPU())))
	if err != nil {
		t.Fatalf("start Neo4j: %v", err)
	}
	return server
}

// home is the folder of the server of a place. Checkouts of which the tests want
// another one do not get in each other's way.
func (r Release) home(dir string, place int) string {
	sum := sha256.Sum256([]byte(strings.Join(r.conf(), "\n")))
	return filepath.Join(dir, fmt.Sprintf("instance-%x-%d", sum[:4], place))
}

// started returns the server of a place.
func (r Release) started(ctx context.Context, s tools, dir string, place int) (*Server, error) {
	unlock, err := lock(filepath.Join(dir, "server.lock"))
	if err != nil {
		return nil, err
	}
	lib, err := r.fetch(ctx, s, dir)
	unlock()
	if err != nil {
		return nil, err
	}
	server := &Server{release: r, tools: s, lib: lib, Dir: r.home(dir, place)}
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

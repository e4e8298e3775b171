package neo4jtest

import (
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph/neo4j"
)

// Fault is what a Proxy does to a connection on which it sees a commit.
type Fault int

// The faults.
const (
	None          Fault = iota
	ResetBefore         // reset the connection; the server never hears of the commit
	ResetAfter          // let the server commit, and reset before its answer passes
	SwallowBefore       // pass nothing any more, either way, and keep the connection open
	SwallowAfter        // let the server commit, then the same
)

// Proxy stands between a driver and a server and harms their connections.
type Proxy struct {
	// Commit says what to do with the n-th commit that passes, from 1.
	Commit func(n int) Fault
	// Deaf is how many connections, from the first, are accepted and never answered.
	Deaf int
	// Delay holds every packet back for so long.
	Delay time.Duration
	// Size is the most bytes passed on at a time; 0 is no limit.
	Size int

	target   string
	listener net.Listener
	mu       sync.Mutex
	commits  int
	met      int // connections
	open     map[net.Conn]bool
}

// Through returns a configuration that reaches the same server through the
// proxy, which ends with the test.
func (p *Proxy) Through(t testing.TB, c neo4j.Config) neo4j.Config {
	t.Helper()
	scheme, address, _ := strings.Cut(c.URI, "://")
	p.target = address
	var err error
	if p.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	p.open = map[net.Conn]bool{}
	var group sync.WaitGroup
	group.Go(func() {
		for {
			client, err := p.listener.Accept()
			if err != nil {
				return
			}
			group.Go(func() { p.serve(client) })
		}
	})
	t.Cleanup(func() {
		p.listener.Close()
		p.mu.Lock()
		for c := range p.open {
			c.Close()
		}
		p.mu.Unlock()
		group.Wait()
	})
	c.URI = scheme + "://" + p.listener.Addr().String()
	return c
}

// Commits tells how many commits have been seen.
func (p *Proxy) Commits() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.commits
}

// meet counts a connection.
func (p *Proxy) meet() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.met++
	return p.met
}

func (p *Proxy) keep(c net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[c] = true
}

func (p *Proxy) drop(c net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.open, c)
	c.Close()
}

// link is one connection through the proxy; after is the fault that waits for
// the server's answer, deaf is set when nothing passes any more.
type link struct {
	proxy          *Proxy
	client, server net.Conn
	mu             sync.Mutex
	after          Fault
	deaf           bool
}

func (p *Proxy) serve(client net.Conn) {
	p.keep(client)
	defer p.drop(client)
	if p.meet() <= p.Deaf {
		_, _ = io.Copy(io.Discard, client) // until it is given up
		return
	}
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		return
	}
	p.keep(server)
	defer p.drop(server)
	l := &link{proxy: p, client: client, server: server}
	var group sync.WaitGroup
	group.Go(func() { l.pass(client, server, l.fromClient) })
	l.pass(server, client, l.fromServer)
	group.Wait()
}

// commitMessage is Bolt's COMMIT: a chunk of two bytes, an empty structure of
// the tag 0x12, and the end of the message.
const commitMessage = "\x00\x02\xb0\x12\x00\x00"

func (l *link) fromClient(data []byte) Fault {
	if !bytes.Contains(data, []byte(commitMessage)) {
		return None
	}
	l.proxy.mu.Lock()
	l.proxy.commits++
	n := l.proxy.commits
	l.proxy.mu.Unlock()
	if l.proxy.Commit == nil {
		return None
	}
	fault := l.proxy.Commit(n)
	if fault == ResetAfter || fault == SwallowAfter {
		l.mu.Lock()
		l.after = fault - 1
		l.mu.Unlock()
		return None
	}
	return fault
}

func (l *link) fromServer([]byte) Fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.after
}

// pass copies one way until the connection ends.
func (l *link) pass(from, to net.Conn, judge func([]byte) Fault) {
	defer to.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		switch judge(buffer[:n]) {
		case ResetBefore:
			for _, c := range []net.Conn{l.client, l.server} {
				if tcp, ok := c.(*net.TCPConn); ok {
					_ = tcp.SetLinger(0) // a reset, not an orderly end
				}
				c.Close()
			}
			return
		case SwallowBefore:
			l.mu.Lock()
			l.deaf = true
			l.mu.Unlock()
		}
		l.mu.Lock()
		deaf := l.deaf
		l.mu.Unlock()
		if deaf {
			continue
		}
		if err := l.proxy.send(to, buffer[:n]); err != nil {
			return
		}
	}
}

func (p *Proxy) send(to io.Writer, data []byte) error {
	if p.Delay > 0 {
		time.Sleep(p.Delay)
	}
	size := p.Size
	if size == 0 {
		size = len(data)
	}
	for len(data) > 0 {
		n := min(size, len(data))
		if _, err := to.Write(data[:n]); err != nil {
			return err
		}
		data = data[n:]
	}
	return nil
}

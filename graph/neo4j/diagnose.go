package neo4j

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// handshake is what a client of Bolt says first: the magic number and the four
// versions that it would speak, here 5.8 back to 5.0, 4.4 back to 4.2, and 3.
const handshake = "\x60\x60\xb0\x17" + "\x00\x08\x08\x05" + "\x00\x02\x04\x04" + "\x00\x00\x00\x03" + "\x00\x00\x00\x00"

// diagnose finds out why no connection came about: the driver's errors only tell
// by their words, and over neo4j:// not even by these, whether one side wants TLS,
// a certificate is not trusted, or the server is too old. So it greets the server
// itself. nil: it is none of these.
func (c Config) diagnose(ctx context.Context) error {
	u, err := url.Parse(c.URI)
	if err != nil || u.Hostname() == "" {
		return nil
	}
	encrypted := strings.Contains(u.Scheme, "+s")
	asked := &tls.Config{ServerName: u.Hostname(), InsecureSkipVerify: strings.HasSuffix(u.Scheme, "+ssc")}
	if !encrypted {
		asked = nil
	}
	version, err := greet(ctx, u, asked)
	var untrusted *tls.CertificateVerificationError
	switch {
	case err == nil && version == "\x00\x00\x00\x00":
		return &graph.Error{Failure: graph.Refused, Message: c.address() + ": it speaks none of the versions of Bolt that this program does"}
	case err == nil:
		return nil
	case errors.As(err, &untrusted):
		return &graph.Error{Failure: graph.Refused, Err: untrusted, Message: fmt.Sprintf(
			"the certificate of %s is not trusted: let the environment variable SSL_CERT_FILE name a file with its authority's, or say %s to take any",
			c.URI, swapped(c.URI, "+ssc"))}
	case encrypted:
		if _, err := greet(ctx, u, nil); err == nil {
			return &graph.Error{Failure: graph.Refused, Message: fmt.Sprintf(
				"%s: the server speaks without TLS there: say %s, or set server.bolt.tls_level in its neo4j.conf", c.URI, swapped(c.URI, ""))}
		}
	default:
		if _, err := greet(ctx, u, &tls.Config{InsecureSkipVerify: true}); err == nil {
			return &graph.Error{Failure: graph.Refused, Message: fmt.Sprintf(
				"%s: the server wants TLS: say %s, or %s if nobody vouches for its certificate", c.URI, swapped(c.URI, "+s"), swapped(c.URI, "+ssc"))}
		}
	}
	return nil
}

// greet connects to a server, with TLS unless there is no configuration for it, and
// returns the four bytes that it answers to the first words of Bolt.
func greet(ctx context.Context, u *url.URL, secure *tls.Config) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	address := u.Host
	if u.Port() == "" {
		address = net.JoinHostPort(u.Hostname(), "7687")
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return "", err
	}
	defer func() { conn.Close() }()
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return "", err
		}
	}
	if secure != nil {
		over := tls.Client(conn, secure)
		if err := over.HandshakeContext(ctx); err != nil {
			return "", err
		}
		conn = over
	}
	if _, err := io.WriteString(conn, handshake); err != nil {
		return "", err
	}
	answer := make([]byte, 4)
	_, err = io.ReadFull(conn, answer)
	return string(answer), err
}

// swapped is the address with another word for TLS behind bolt or neo4j.
func swapped(uri, security string) string {
	scheme, rest, _ := strings.Cut(uri, "://")
	scheme, _, _ = strings.Cut(scheme, "+")
	return scheme + security + "://" + rest
}

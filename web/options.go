package web

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"time"
)

// Options say how to serve.
type Options struct {
	Addr         string        // host:port; default 127.0.0.1:64210; port 0 takes a free one
	Writable     bool          // allow Cayley's write and delete routes; default false
	QueryTimeout time.Duration // for one query; default 20 s
	MaxBody      int64         // bytes of a query; default 1 MiB
	MaxUpload    int64         // bytes of a write; default 64 MiB
	MaxQueries   int           // queries that run at a time; more wait; default 4
	Hosts        []string      // further names that the server answers to; default none
	// Token is what requests must show. It is required on an address that is
	// not of this machine alone. Default "": none.
	Token string
	// Explorer holds the built explorer. Default: what was built into the
	// program.
	Explorer fs.FS
}

// leastToken is how long a token must be, in bytes.
const leastToken = 16

// loopback reports whether only this machine can reach an address.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// SetDefaults fills what is zero.
func (o *Options) SetDefaults() {
	if o.Addr == "" {
		o.Addr = "127.0.0.1:64210"
	}
	if o.QueryTimeout == 0 {
		o.QueryTimeout = 20 * time.Second
	}
	if o.MaxBody == 0 {
		o.MaxBody = 1 << 20
	}
	if o.MaxUpload == 0 {
		o.MaxUpload = 64 << 20
	}
	if o.MaxQueries == 0 {
		o.MaxQueries = 4
	}
}

// Validate reports all faults.
func (o Options) Validate() error {
	var errs []error
	if o.Addr != "" {
		if _, _, err := net.SplitHostPort(o.Addr); err != nil {
			errs = append(errs, fmt.Errorf("web: address %q: want HOST:PORT", o.Addr))
		}
	}
	if o.Addr != "" && !loopback(o.Addr) && o.Token == "" {
		errs = append(errs, fmt.Errorf("web: address %q can be reached by others: it needs a token", o.Addr))
	}
	if o.Token != "" && len(o.Token) < leastToken {
		errs = append(errs, fmt.Errorf("web: the token has %d characters: want at least %d", len(o.Token), leastToken))
	}
	if o.QueryTimeout < 0 {
		errs = append(errs, fmt.Errorf("web: query time limit %s is negative", o.QueryTimeout))
	}
	if o.MaxBody < 0 || o.MaxUpload < 0 {
		errs = append(errs, errors.New("web: a size limit is negative"))
	}
	if o.MaxQueries < 0 {
		errs = append(errs, fmt.Errorf("web: %d queries at a time is negative", o.MaxQueries))
	}
	return errors.Join(errs...)
}

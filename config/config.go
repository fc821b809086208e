package config

import (
	"errors"
	"fmt"
	"net"
	"runtime"
	"strings"
	"time"
)

// Config is everything a user can set.
type Config struct {
	Store     string   // folder of the graph. Default "dramatis.store" in the working directory
	Data      string   // folder of gold data for eval. Default "../shared/data"
	Decisions string   // file of the user's merges and rejections. Default "dramatis.decisions"
	Actors    string   // file of the user's own actors, CSV. Default "": none
	Published string   // day of publication of every article read, "2006-01-02". Default "": ask the articles
	Workers   int      // documents read at the same time. Default: one per processor
	Format    string   // one of Formats; "" is a table on a terminal, else what programs read. Default ""
	Queries   []string // folders with saved queries of the user; those that do not exist are passed over. Default "dramatis.queries"
	Quiet     bool     // print results and errors only. Default false
	Verbose   bool     // print what is skipped and why. Default false
	Limits    Limits
	Query     Query
	Serve     Serve
}

// Limits bound what is read.
type Limits struct {
	Article int64 // largest article, bytes. Default 8 MiB
	Upload  int64 // largest file of triples, bytes; 0 is no limit. Default 0
	Memory  int64 // about what a load of triples may take, bytes. Default 1 GiB
}

// Query bounds what a query may do.
type Query struct {
	Timeout time.Duration // Default 20 s
	Rows    int           // most rows returned. Default 1000
}

// Serve is where and how the server listens.
type Serve struct {
	Host     string // Default 127.0.0.1
	Port     int    // 1 to 65535; 0 lets the system choose. Default 64210
	Writable bool   // accept changes over HTTP. Default false
}

// Default is the configuration of a user who sets nothing.
func Default() Config {
	return Config{
		Store:     "dramatis.store",
		Data:      "../shared/data",
		Decisions: "dramatis.decisions",
		Workers:   runtime.NumCPU(),
		Queries:   []string{"dramatis.queries"},
		Limits:    Limits{Article: 8 << 20, Memory: 1 << 30},
		Query:     Query{Timeout: 20 * time.Second, Rows: 1000},
		Serve:     Serve{Host: "127.0.0.1", Port: 64210},
	}
}

// Formats are the output formats of all verbs, besides "" for the default.
// Which of them a verb prints is for the verb to say.
func Formats() []string {
	return []string{"table", "json", "jsonl", "csv", "tsv", "md", "carb", "benchie", "events", "open", "brat", "conllu"}
}

// Validate reports every fault of the values.
func (c Config) Validate() error {
	var errs []error
	fault := func(key, format string, args ...any) {
		errs = append(errs, &Fault{Key: key, Words: fmt.Sprintf(format, args...)})
	}
	if c.Store == "" {
		fault("store", "is empty; name a folder")
	}
	if c.Published != "" {
		if _, err := time.Parse(time.DateOnly, c.Published); err != nil {
			fault("published", "%q is no day; write YYYY-MM-DD", c.Published)
		}
	}
	if c.Workers < 1 || c.Workers > 1024 {
		fault("workers", "%d is not between 1 and 1024", c.Workers)
	}
	if c.Format != "" && !contains(Formats(), c.Format) {
		fault("format", "%q is none of %s; --help of the verb says which of them it prints", c.Format, strings.Join(Formats(), ", "))
	}
	if c.Quiet && c.Verbose {
		fault("quiet", "contradicts verbose; choose one")
	}
	if c.Limits.Article < 1 {
		fault("limits.article", "%d is not a positive number of bytes", c.Limits.Article)
	}
	if c.Limits.Upload < 0 {
		fault("limits.upload", "%d is negative; 0 means no limit", c.Limits.Upload)
	}
	if c.Limits.Memory < 16<<20 {
		fault("limits.memory", "%d is less than 16 MiB", c.Limits.Memory)
	}
	if c.Query.Timeout <= 0 {
		fault("query.timeout", "%s is not a positive time", c.Query.Timeout)
	}
	if c.Query.Rows < 1 {
		fault("query.rows", "%d is not a positive number", c.Query.Rows)
	}
	if c.Serve.Port < 0 || c.Serve.Port > 65535 {
		fault("serve.port", "%d is not between 0 and 65535", c.Serve.Port)
	}
	if ip := net.ParseIP(c.Serve.Host); c.Serve.Host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		fault("serve.host", "%q is not a loopback address; use 127.0.0.1, ::1 or localhost", c.Serve.Host)
	}
	return errors.Join(errs...)
}

func contains(list []string, s string) bool {
	for _, e := range list {
		if e == s {
			return true
		}
	}
	return false
}

// Fault is one wrong setting.
type Fault struct {
	Key   string // "serve.port"
	From  Origin // where the value came from; zero if it is the default
	Words string // what is wrong and what to do
}

// Error is "config: serve.port (from …): words".
func (f *Fault) Error() string {
	if f.From.Kind == "" {
		return "config: " + f.Key + " " + f.Words
	}
	return "config: " + f.Key + " (" + f.From.String() + ") " + f.Words
}

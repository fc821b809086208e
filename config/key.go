package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// key is one setting: its name in the file, what it means, and how it is read
// and printed.
type key struct {
	name string
	doc  string
	get  func(*Config) string
	set  func(*Config, any) error
}

// keys lists all settings in the order in which they are shown.
func keys() []key {
	return []key{
		text("store", "folder of the graph", func(c *Config) *string { return &c.Store }),
		text("data", "folder of gold data for eval", func(c *Config) *string { return &c.Data }),
		text("decisions", "file of your merges, splits and rejections", func(c *Config) *string { return &c.Decisions }),
		text("actors", "file of your own actors, CSV", func(c *Config) *string { return &c.Actors }),
		text("published", "day of publication of every article read, YYYY-MM-DD", func(c *Config) *string { return &c.Published }),
		number("workers", "documents read at the same time", func(c *Config) *int { return &c.Workers }),
		text("format", "output format; by default a table on a terminal", func(c *Config) *string { return &c.Format }),
		list("queries", "folders with your saved queries", func(c *Config) *[]string { return &c.Queries }),
		flag("quiet", "print results and errors only", func(c *Config) *bool { return &c.Quiet }),
		flag("verbose", "print what is skipped and why", func(c *Config) *bool { return &c.Verbose }),
		size("limits.article", "largest article, bytes or with KiB, MiB, GiB", func(c *Config) *int64 { return &c.Limits.Article }),
		size("limits.upload", "largest file of triples; 0 for no limit", func(c *Config) *int64 { return &c.Limits.Upload }),
		size("limits.memory", "about what a load of triples may take of memory", func(c *Config) *int64 { return &c.Limits.Memory }),
		duration("query.timeout", "longest time for a query", func(c *Config) *time.Duration { return &c.Query.Timeout }),
		number("query.rows", "most rows of a query", func(c *Config) *int { return &c.Query.Rows }),
		text("serve.host", "loopback address of the server", func(c *Config) *string { return &c.Serve.Host }),
		number("serve.port", "port of the server", func(c *Config) *int { return &c.Serve.Port }),
		flag("serve.writable", "accept changes over HTTP", func(c *Config) *bool { return &c.Serve.Writable }),
	}
}

func text(name, doc string, field func(*Config) *string) key {
	return key{name, doc, func(c *Config) string { return *field(c) }, func(c *Config, v any) error {
		switch v := v.(type) {
		case string:
			*field(c) = v
		case time.Time:
			*field(c) = v.Format(time.DateOnly)
		default:
			return fmt.Errorf("is %s, want words", describe(v))
		}
		return nil
	}}
}

func number(name, doc string, field func(*Config) *int) key {
	return key{name, doc, func(c *Config) string { return strconv.Itoa(*field(c)) }, func(c *Config, v any) error {
		n, ok := whole(v)
		if !ok || n > math.MaxInt32 || n < math.MinInt32 {
			return fmt.Errorf("is %s, want a whole number", describe(v))
		}
		*field(c) = int(n)
		return nil
	}}
}

func size(name, doc string, field func(*Config) *int64) key {
	return key{name, doc, func(c *Config) string { return formatSize(*field(c)) }, func(c *Config, v any) error {
		n, ok := whole(v)
		if s, isText := v.(string); isText && !ok {
			n, ok = parseSize(s)
		}
		if !ok {
			return fmt.Errorf(`is %s, want a number of bytes such as 500000 or "8 MiB"`, describe(v))
		}
		*field(c) = n
		return nil
	}}
}

func flag(name, doc string, field func(*Config) *bool) key {
	return key{name, doc, func(c *Config) string { return strconv.FormatBool(*field(c)) }, func(c *Config, v any) error {
		b, ok := v.(bool)
		if s, isText := v.(string); isText {
			parsed, err := strconv.ParseBool(s)
			b, ok = parsed, err == nil
		}
		if !ok {
			return fmt.Errorf("is %s, want true or false", describe(v))
		}
		*field(c) = b
		return nil
	}}
}

func duration(name, doc string, field func(*Config) *time.Duration) key {
	return key{name, doc, func(c *Config) string { return field(c).String() }, func(c *Config, v any) error {
		s, ok := v.(string)
		d, err := time.ParseDuration(s)
		if !ok || err != nil {
			return fmt.Errorf(`is %s, want a time with its unit such as "30s" or "2m"`, describe(v))
		}
		*field(c) = d
		return nil
	}}
}

func list(name, doc string, field func(*Config) *[]string) key {
	return key{name, doc, func(c *Config) string { return strings.Join(*field(c), ",") }, func(c *Config, v any) error {
		var out []string
		switch v := v.(type) {
		case string:
			for s := range strings.SplitSeq(v, ",") {
				if s = strings.TrimSpace(s); s != "" {
					out = append(out, s)
				}
			}
		case []string:
			out = append(out, v...)
		case []any:
			for _, e := range v {
				s, ok := e.(string)
				if !ok {
					return fmt.Errorf("holds %s, want a list of words", describe(e))
				}
				out = append(out, s)
			}
		default:
			return fmt.Errorf("is %s, want a list of words", describe(v))
		}
		*field(c) = out
		return nil
	}}
}

// describe shows a value in an error.
func describe(v any) string {
	switch v := v.(type) {
	case nil:
		return "empty"
	case string:
		return strconv.Quote(v)
	case map[string]any:
		return "a group of settings"
	case []any:
		return "a list"
	}
	return fmt.Sprint(v)
}

func whole(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case uint64:
		return int64(v), v <= math.MaxInt64
	case string:
		n, err := strconv.ParseInt(strings.TrimSpace(v), 10, 64)
		return n, err == nil
	}
	return 0, false
}

// units are the binary multiples a size may be written with.
var units = []struct {
	name  string
	bytes int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}}

func parseSize(s string) (int64, bool) {
	for _, u := range units {
		if rest, ok := strings.CutSuffix(strings.TrimSpace(s), u.name); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(rest), 10, 64)
			return n * u.bytes, err == nil && n >= 0 && n <= math.MaxInt64/u.bytes
		}
	}
	return 0, false
}

func formatSize(n int64) string {
	for _, u := range units {
		if n > 0 && n%u.bytes == 0 {
			return fmt.Sprintf("%d %s", n/u.bytes, u.name)
		}
	}
	return strconv.FormatInt(n, 10)
}

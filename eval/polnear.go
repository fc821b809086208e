package eval

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// GoldAttribution is an attribution as PolNeAR's annotators marked it. All
// spans are byte offsets.
type GoldAttribution struct {
	Source, Cue, Content []text.Span // Source is empty where the text has none
}

// GoldArticle is an article with its attributions.
type GoldArticle struct {
	Name string
	Text string
	Gold []GoldAttribution
}

// ReadPolnear reads one split of PolNeAR (Newell, Margolin and Ruths 2018):
// the folder holds text/ and attributions/, the latter in brat's stand-off
// format with offsets in characters. Of an article with several annotators'
// files the first by name is taken. Marks other than attributions (what the
// annotators discarded or discuss) are left out, and so are attributions
// without content.
func ReadPolnear(dir string) ([]GoldArticle, error) {
	names, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("eval: PolNeAR: no text/*.txt below %s: %w", dir, ErrNoData)
	}
	sort.Strings(names)
	var out []GoldArticle
	for _, path := range names {
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("eval: PolNeAR: %w", err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		anns, err := filepath.Glob(filepath.Join(dir, "attributions", name+"_*.ann"))
		if err != nil || len(anns) == 0 {
			continue
		}
		sort.Strings(anns)
		ann, err := os.ReadFile(anns[0])
		if err != nil {
			return nil, fmt.Errorf("eval: PolNeAR: %w", err)
		}
		gold, err := parseBrat(string(raw), string(ann))
		if err != nil {
			return nil, fmt.Errorf("eval: PolNeAR: %s: %w", anns[0], err)
		}
		out = append(out, GoldArticle{Name: name, Text: string(raw), Gold: gold})
	}
	return out, nil
}

// parseBrat reads the "T" and "E" lines of a stand-off file. The covered text
// of a "T" line may contain line breaks, so lines that begin otherwise are
// passed over.
func parseBrat(t, ann string) ([]GoldAttribution, error) {
	offset := make([]int, 0, len(t)+1)
	for i := range t {
		offset = append(offset, i)
	}
	offset = append(offset, len(t))
	spans := map[string][]text.Span{}
	var out []GoldAttribution
	var events [][]string
	sc := bufio.NewScanner(strings.NewReader(ann))
	sc.Buffer(make([]byte, 0, 1<<16), 1<<20)
	for sc.Scan() {
		id, rest, ok := strings.Cut(sc.Text(), "\t")
		if !ok || len(id) < 2 || strings.Trim(id[1:], "0123456789") != "" {
			continue
		}
		switch id[0] {
		case 'T':
			rest, _, _ = strings.Cut(rest, "\t")
			_, where, ok := strings.Cut(rest, " ")
			if !ok {
				continue
			}
			for _, part := range strings.Split(where, ";") {
				a, b, _ := strings.Cut(part, " ")
				from, err1 := strconv.Atoi(a)
				to, err2 := strconv.Atoi(b)
				if err1 != nil || err2 != nil || from < 0 || to < from || to >= len(offset) {
					return nil, fmt.Errorf("%s: offsets %q outside of the text", id, part)
				}
				spans[id] = append(spans[id], text.Span{Start: offset[from], End: offset[to]})
			}
		case 'E':
			events = append(events, strings.Fields(rest))
		}
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	for _, e := range events {
		var g GoldAttribution
		for _, arg := range e {
			role, id, _ := strings.Cut(arg, ":")
			switch strings.TrimRight(role, "0123456789") {
			case "Source":
				g.Source = append(g.Source, spans[id]...)
			case "Cue":
				g.Cue = append(g.Cue, spans[id]...)
			case "Content":
				g.Content = append(g.Content, spans[id]...)
			}
		}
		if len(g.Content) > 0 {
			out = append(out, g)
		}
	}
	return out, nil
}

// Bench/store measures the store beside stock Cayley over leveldb and
// modernc.org/sqlite, in one run, on data that it makes itself:
//
//	cd bench/store && go run . --quads 500000,1000000,10000000
//
// Each measurement runs in a process of its own, so that its memory is its
// own; after each the answers are compared with a plain model in memory, and
// a difference ends the run. It is a module of its own: the product does not
// depend on what it is compared with.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// result is what a measurement found.
type result struct {
	Quads   int                `json:"quads"`
	Added   int                `json:"added,omitempty"` // different ones, where it is told
	Seconds float64            `json:"seconds"`
	Bytes   int64              `json:"bytes"`
	MS      map[string]float64 `json:"ms,omitempty"`
	PeakMB  int64              `json:"peak_mb"`
	CPU     float64            `json:"cpu"` // seconds of all processors
}

func (r result) rate() float64 { return float64(r.Quads) / r.Seconds }

func main() {
	quads := flag.String("quads", "500000", "sizes of the bulk loads, with commas")
	docs := flag.Int("docs", 10_000, "documents to write one by one")
	dir := flag.String("dir", "", "folder for the stores (default: a temporary one)")
	memory := flag.Int64("memory", 1<<30, "bytes that a bulk load may gather")
	peers := flag.Bool("peers", true, "measure the others too")
	phases := flag.String("phases", "load,docs,times,gizmo,churn", "what to measure, with commas; times and gizmo need the documents of docs, in the same --dir")
	profile := flag.String("cpuprofile", "", "folder for a profile of each measurement's use of the processor")
	phase := flag.String("phase", "", "internal: one measurement")
	flag.Parse()
	if *phase != "" {
		r, err := profiled(*profile, *phase, func() (result, error) { return measure(*phase, *dir, *docs, *memory) })
		if err == nil {
			err = json.NewEncoder(os.Stdout).Encode(r)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if err := run(*quads, *docs, *dir, *memory, *peers, strings.Split(*phases, ","), *profile); err != nil {
		fmt.Fprintln(os.Stderr, "bench/store:", err)
		os.Exit(1)
	}
}

// mostForPeers bounds what the others are given: stock Cayley takes minutes for
// a million quads.
const mostForPeers = 1_000_000

func run(sizes string, docs int, dir string, memory int64, peers bool, phases []string, profile string) (err error) {
	for _, p := range phases {
		if !slices.Contains([]string{"load", "docs", "times", "gizmo", "churn"}, p) {
			return fmt.Errorf("--phases: there is no %q", p)
		}
	}
	if profile != "" {
		if err := os.MkdirAll(profile, 0o755); err != nil {
			return fmt.Errorf("--cpuprofile: %w", err)
		}
	}
	began := busy()
	if dir == "" {
		if dir, err = os.MkdirTemp("", "bench-store-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	step := func(phase string) (result, error) {
		cmd := exec.Command(os.Args[0], "--phase", phase, "--dir", dir, "--docs", strconv.Itoa(docs), "--memory", strconv.FormatInt(memory, 10), "--cpuprofile", profile)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return result{}, fmt.Errorf("%s: %w", phase, err)
		}
		var r result
		if err := json.Unmarshal(out, &r); err != nil {
			return result{}, fmt.Errorf("%s: %w", phase, err)
		}
		if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			r.PeakMB = u.Maxrss >> 10
		}
		r.CPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		fmt.Fprintf(os.Stderr, "%-24s %9d quads %8.2f s %9.0f quads/s %6.1f bytes/quad %5d MB %8.2f s of processor\n", phase, r.Quads, r.Seconds, r.rate(), float64(r.Bytes)/float64(max(r.Quads, 1)), r.PeakMB, r.CPU)
		return r, nil
	}
	var rows []row
	rates, costs := map[string]float64{}, map[string]float64{}
	for _, size := range strings.Split(sizes, ",") {
		if !slices.Contains(phases, "load") {
			break
		}
		ours, err := step("load-ours-" + size)
		if err != nil {
			return err
		}
		check, err := step("check-ours-" + size)
		if err != nil {
			return err
		}
		if check.Added != ours.Added {
			return fmt.Errorf("%w: the load of %s tells of %d quads, the store has %d", errWrong, size, ours.Added, check.Added)
		}
		rates[size], costs[size] = ours.rate(), ours.CPU/float64(ours.Quads)
		rows = append(rows,
			row{"bulk load of " + size, fmt.Sprintf("%.0f quads/s, %.2f s of processor", ours.rate(), ours.CPU), "", ""},
			row{"bytes per quad, films of " + size, fmt.Sprintf("%.1f", float64(ours.Bytes)/float64(ours.Quads)), "106", "80"},
			row{"peak memory, " + size, fmt.Sprintf("%d MB", ours.PeakMB), "1536", "1024"})
		if n, err := strconv.Atoi(size); !peers || err != nil || n > mostForPeers {
			continue
		}
		stock, err := step("load-stock-" + size)
		if err != nil {
			return err
		}
		lite, err := step("load-sqlite-" + size)
		if err != nil {
			return err
		}
		rows = append(rows,
			row{"  against stock leveldb", fmt.Sprintf("%.1f×, by processor %.1f×", ours.rate()/stock.rate(), stock.CPU/ours.CPU), "2.5×", "5×"},
			row{"  modernc sqlite against stock", fmt.Sprintf("%.1f×, %.1f bytes/quad", lite.rate()/stock.rate(), float64(lite.Bytes)/float64(lite.Quads)), "", ""})
		hops, err := step("hops-" + size)
		if err != nil {
			return err
		}
		for _, h := range []string{"1 hop", "2 hops"} {
			rows = append(rows, row{h + ", ours / sqlite, " + size, fmt.Sprintf("%.4f / %.4f ms = %.2f×", hops.MS[h], hops.MS[h+" sqlite"], hops.MS[h]/hops.MS[h+" sqlite"]), "1.5×", "1×"})
		}
		open, err := step("open-" + size)
		if err != nil {
			return err
		}
		rows = append(rows, row{"open to first answer, " + size, fmt.Sprintf("%.1f ms", open.MS["open"]), "50", "20"})
		for _, s := range []string{"stock", "sqlite"} {
			if err := os.RemoveAll(filepath.Join(dir, s+"-"+size)); err != nil {
				return err
			}
		}
	}
	if a, b := rates["1000000"], rates["10000000"]; a > 0 && b > 0 {
		rows = append(rows, row{"load rate at 10M / at 1M", fmt.Sprintf("%.2f", b/a), ".7", ".9"},
			row{"  the same by time of the processor, which others do not lengthen", fmt.Sprintf("%.2f", costs["1000000"]/costs["10000000"]), "", ""})
	}
	if slices.Contains(phases, "docs") {
		put, err := step("docs-ours")
		if err != nil {
			return err
		}
		rows = append(rows,
			row{fmt.Sprintf("%d documents one by one", docs), fmt.Sprintf("%.0f quads/s", put.rate()), "", ""},
			row{"bytes per quad, documents", fmt.Sprintf("%.1f", float64(put.Bytes)/float64(put.Quads)), "106", "80"})
		if peers {
			stock, err := step("docs-stock")
			if err != nil {
				return err
			}
			rows = append(rows, row{"  against stock leveldb", fmt.Sprintf("%.1f×", put.rate()/stock.rate()), "5×", "10×"})
		}
	}
	if slices.Contains(phases, "times") {
		times, err := step("times")
		if err != nil {
			return err
		}
		rows = append(rows,
			row{"two actors in a date range", fmt.Sprintf("%.3f ms", times.MS["dyad"]), "1", "0.3"},
			row{"all of a week", fmt.Sprintf("%.3f ms", times.MS["week"]), "0.2", "0.05"},
			row{"an actor's month", fmt.Sprintf("%.3f ms", times.MS["month"]), "0.1", "0.02"})
	}
	if slices.Contains(phases, "gizmo") {
		giz, err := step("gizmo")
		if err != nil {
			return err
		}
		for k, v := range giz.MS {
			rows = append(rows, row{"worst Gizmo query against memstore: " + k, fmt.Sprintf("%.1f×", v), "5×", "2×"})
		}
	}
	if slices.Contains(phases, "churn") {
		churn, err := step("churn")
		if err != nil {
			return err
		}
		rows = append(rows,
			row{"10,000 replacements: queries against fresh", fmt.Sprintf("%.2f×", churn.MS["queries"]), "1.5×", ""},
			row{"10,000 replacements: folder against fresh", fmt.Sprintf("%.2f×", churn.MS["folder"]), "2×", ""})
	}
	fmt.Printf("| %s, load of the machine %s to %s | | floor | aim |\n|---|---|---|---|\n", time.Now().Format(time.DateOnly), began, busy())
	for _, r := range rows {
		fmt.Printf("| %s | %s | %s | %s |\n", r.what, r.got, r.floor, r.aim)
	}
	return nil
}

// profiled runs a measurement, and writes a profile of it to a folder if one is
// named.
func profiled(dir, phase string, fn func() (result, error)) (r result, err error) {
	if dir == "" {
		return fn()
	}
	f, err := os.Create(filepath.Join(dir, phase+".prof"))
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := pprof.StartCPUProfile(f); err != nil {
		return r, err
	}
	defer pprof.StopCPUProfile()
	return fn()
}

// busy is how many processes wanted to run in the last minute, where the
// system tells: figures of a machine that others use are worth less.
func busy() string {
	b, err := os.ReadFile("/proc/loadavg")
	words := strings.Fields(string(b))
	if err != nil || len(words) == 0 {
		return "unknown"
	}
	return words[0]
}

type row struct{ what, got, floor, aim string }

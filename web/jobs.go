package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/text"
)

// job is the reading of one article.
type job struct {
	ID         string         `json:"id"`
	State      string         `json:"state"` // queued, running, done, failed
	Stage      string         `json:"stage"`
	Done       int            `json:"done"`
	Total      int            `json:"total"`
	Document   text.ArticleID `json:"document,omitempty"`
	Action     graph.Action   `json:"action,omitempty"`
	Statements int            `json:"statements,omitempty"`
	Actors     int            `json:"actors,omitempty"`
	Relinked   int            `json:"relinked,omitempty"`
	Fault      *jobFault      `json:"fault,omitempty"`
}

type jobFault struct {
	*Fault
	Error string `json:"error"`
}

func (j *job) over() bool { return j.State == "done" || j.State == "failed" }

// stages of a job, in order.
var stages = []string{"opening", "reading", "linking"}

const (
	maxQueued  = 64        // articles that wait to be read
	maxWaiting = 128 << 20 // their bytes
	keptJobs   = 256       // jobs that are over and still known
)

// jobs reads articles one after the other.
type jobs struct {
	mu      sync.Mutex
	list    []*job // the oldest first
	uploads map[string]Upload
	count   int
	changed chan struct{} // closed and made anew at every change
	running bool
	ended   chan struct{} // closed when nothing runs any more, after stop
	stopped bool
}

func newJobs() *jobs {
	return &jobs{uploads: map[string]Upload{}, changed: make(chan struct{})}
}

// change does something to the jobs and tells those who wait. The caller
// holds mu.
func (j *jobs) told() {
	close(j.changed)
	j.changed = make(chan struct{})
}

func (j *jobs) find(id string) (job, <-chan struct{}, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, x := range j.list {
		if x.ID == id {
			return *x, j.changed, true
		}
	}
	return job{}, nil, false
}

// add queues an article. start is called if nothing reads the queue.
func (j *jobs) add(u Upload, start func()) (job, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stopped {
		return job{}, &Fault{Status: http.StatusServiceUnavailable, Code: "busy", Message: "the server is about to end", Remedy: "start it again"}
	}
	waiting := 0
	for _, w := range j.uploads {
		waiting += len(w.Text)
	}
	if len(j.uploads) >= maxQueued || waiting > 0 && waiting+len(u.Text) > maxWaiting {
		return job{}, &Fault{Status: http.StatusServiceUnavailable, Code: "busy", Message: fmt.Sprintf("%d articles wait to be read", len(j.uploads)), Remedy: "try again in a while; dramatis build reads many at once"}
	}
	for len(j.list) > keptJobs && j.list[0].over() {
		j.list = j.list[1:]
	}
	j.count++
	x := &job{ID: strconv.Itoa(j.count), State: "queued", Stage: "waiting", Total: len(stages)}
	j.list = append(j.list, x)
	j.uploads[x.ID] = u
	if !j.running {
		j.running = true
		start()
	}
	return *x, nil
}

// next is the oldest job that waits, false if there is none.
func (j *jobs) next() (*job, Upload, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, x := range j.list {
		if u, ok := j.uploads[x.ID]; ok && !j.stopped {
			delete(j.uploads, x.ID)
			x.State = "running"
			j.told()
			return x, u, true
		}
	}
	j.running = false
	if j.ended != nil {
		close(j.ended)
	}
	return nil, Upload{}, false
}

func (j *jobs) update(x *job, change func(*job)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	change(x)
	j.told()
}

// stop takes no more articles and waits for the one that is being read.
func (j *jobs) stop() {
	j.mu.Lock()
	j.stopped = true
	var wait chan struct{}
	if j.running {
		j.ended = make(chan struct{})
		wait = j.ended
	}
	j.told()
	j.mu.Unlock()
	if wait != nil {
		<-wait
	}
}

func (s *Server) postDocument(w http.ResponseWriter, r *http.Request) {
	_, err := s.editor()
	var u Upload
	if err == nil {
		u, err = uploadOf(r)
	}
	var j job
	if err == nil {
		j, err = s.jobs.add(u, func() { go s.readQueue(context.WithoutCancel(r.Context())) })
	}
	if err != nil {
		writeFault(w, faultOf(err))
		return
	}
	w.Header().Set("Location", "/api/v1/jobs/"+j.ID)
	writeJSON(w, http.StatusAccepted, j)
}

// readQueue reads articles until none waits.
func (s *Server) readQueue(ctx context.Context) {
	for {
		x, u, ok := s.jobs.next()
		if !ok {
			return
		}
		s.readOne(ctx, x, u)
	}
}

func (s *Server) readOne(ctx context.Context, x *job, u Upload) {
	s.editing.Lock()
	defer s.editing.Unlock()
	reading, err := s.readGuarded(ctx, x, u)
	s.jobs.update(x, func(x *job) {
		if err != nil {
			f := faultOf(err)
			x.State, x.Fault = "failed", &jobFault{f, f.Message}
			return
		}
		x.State, x.Stage, x.Done = "done", "done", len(stages)
		x.Document, x.Action, x.Statements, x.Actors, x.Relinked = reading.Document, reading.Action, reading.Statements, reading.Actors, reading.Relinked
	})
}

// readGuarded reads an article; a panic of the reader is its failure.
func (s *Server) readGuarded(ctx context.Context, x *job, u Upload) (reading Reading, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &Fault{Status: http.StatusInternalServerError, Code: "internal", Message: "the article could not be read", Remedy: "report it with the article"}
		}
	}()
	return s.back.Editor.Read(ctx, u, func(stage string) {
		s.jobs.update(x, func(x *job) {
			for i, name := range stages {
				if name == stage {
					x.Stage, x.Done = stage, i
				}
			}
		})
	})
}

func noJob() *Fault {
	return &Fault{Status: http.StatusNotFound, Code: "not-found", Message: "there is no such job", Remedy: "jobs are known until the server ends, the last 256 of them"}
}

func (s *Server) showJob(r *http.Request) (any, error) {
	j, _, ok := s.jobs.find(r.PathValue("id"))
	if !ok {
		return nil, noJob()
	}
	return j, nil
}

// keepAlive is how often a stream says that it is still there.
const keepAlive = 15 * time.Second

// streamJob sends a job at every change, until it is over.
func (s *Server) streamJob(w http.ResponseWriter, r *http.Request) {
	j, changed, ok := s.jobs.find(r.PathValue("id"))
	if !ok {
		writeFault(w, noJob())
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	control := http.NewResponseController(w)
	_ = control.SetWriteDeadline(time.Time{}) // not all writers have one
	tick := time.NewTicker(keepAlive)
	defer tick.Stop()
	var last job
	for {
		if j != last {
			b, err := json.Marshal(j)
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "event: job\ndata: %s\n\n", b); err != nil {
				return
			}
			last = j
		}
		if err := control.Flush(); err != nil || j.over() {
			return
		}
		select {
		case <-changed:
		case <-tick.C:
			if _, err := fmt.Fprint(w, ": wait\n\n"); err != nil {
				return
			}
		case <-r.Context().Done():
			return
		case <-s.ending:
			return
		}
		if j, changed, ok = s.jobs.find(j.ID); !ok {
			return
		}
	}
}

package clusters

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/cluster"
)

// vectors are two bundles of three words; two numbers stand behind each.
const vectors = `{"size":6,"dimensions":2,"words":["a","b","c","d","e","f"],"vectors":{
"a":[1,0,9,0],"c":[1,0,9,2],"e":[1,0,9,4],"b":[-1,0,9,1],"d":[-1,0,9,3],"f":[-1,0,9,5]},"unkVector":[0,0]}`

func TestMake(t *testing.T) {
	o := Options{Wide: 2, Middle: 2, Narrow: 6, Passes: 10}
	data, err := Make(context.Background(), strings.NewReader(vectors), o)
	if err != nil {
		t.Fatal(err)
	}
	table, err := cluster.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	of := func(w string) uint16 {
		c, ok := table.Of(w)
		if !ok {
			t.Fatalf("%s is missing", w)
		}
		return c.Wide
	}
	if of("a") != of("c") || of("a") != of("e") || of("b") != of("d") || of("b") != of("f") || of("a") == of("b") {
		t.Errorf("got a %d c %d e %d, b %d d %d f %d", of("a"), of("c"), of("e"), of("b"), of("d"), of("f"))
	}
	again, err := Make(context.Background(), strings.NewReader(vectors), o)
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("a second run differs (%v)", err)
	}
}

func TestMakeFaults(t *testing.T) {
	for name, input := range map[string]string{
		"nothing": "", "no vectors": `{"words":["a"]}`, "vectors first": `{"dimensions":1,"vectors":{"a":[1,2,3]},"words":["a"]}`,
		"a word without": `{"dimensions":1,"words":["a","b"],"vectors":{"a":[1,2,3]}}`, "cut off": `{"dimensions":1,"words":["a"],"vectors":{"a":[1,2,3]`,
	} {
		if _, err := Make(context.Background(), strings.NewReader(input), Options{Wide: 1, Middle: 1, Narrow: 1}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Make(context.Background(), strings.NewReader(vectors), Options{}); err == nil {
		t.Error("128 clusters of six words: no error")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Make(ctx, strings.NewReader(vectors), Options{Wide: 1, Middle: 1, Narrow: 1}); err == nil {
		t.Error("cancelled: no error")
	}
}

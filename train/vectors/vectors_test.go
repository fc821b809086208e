package vectors

import (
	"math"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/parse/vectors"
)

func TestMake(t *testing.T) {
	const file = `{"precision":8,"words":["the",",","2014","peace"],"dimensions":2,"vectors":{"the":[1,2,9,0],",":[5,5,9,1],"2014":[7,7,9,2],"peace":[3,-2,9,3],"war":[8,8,9,4]},"unkVector":[0,0]}`
	data, err := Make(strings.NewReader(file), Options{Words: 2})
	if err != nil {
		t.Fatal(err)
	}
	table, err := vectors.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if table.Len() != 2 || table.Cols() != 2 {
		t.Fatalf("got %d words of %d columns", table.Len(), table.Cols())
	}
	for word, want := range map[string][2]float32{"the": {-0.4, 0.4}, "peace": {0.4, -0.4}, ",": {}, "2014": {}, "war": {}} {
		got := make([]float32, 2)
		table.Of(word).Add(got)
		for i := range got {
			if math.Abs(float64(got[i]-want[i])) > 1e-3 {
				t.Errorf("%s: got %v, want %v", word, got, want)
			}
		}
	}
}

func TestMakeRefuses(t *testing.T) {
	for _, file := range []string{``, `[]`, `{"words":[]}`, `{"vectors":{"a":[1]}}`, `{"dimensions":3,"vectors":{"a":[1]}}`, `{"dimensions":1,"vectors":{}}`, `{"dimensions":1,"vectors":{"a":"b"}}`} {
		if _, err := Make(strings.NewReader(file), Options{}); err == nil {
			t.Errorf("%s: no error", file)
		}
	}
}

package eval

import (
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

func TestSegmentation(t *testing.T) {
	const s = "He’s here. Go  on!"
	gold := []text.Span{{Start: 0, End: 2}, {Start: 2, End: 6}, {Start: 7, End: 11}, {Start: 11, End: 12}, {Start: 13, End: 15}, {Start: 17, End: 19}, {Start: 19, End: 20}}
	tests := []struct {
		name   string
		system []text.Span
		want   SpanScore
	}{
		{"same", gold, SpanScore{7, 7, 7}},
		{"blank does not count", []text.Span{{Start: 0, End: 2}, {Start: 2, End: 6}, {Start: 6, End: 11}}, SpanScore{7, 3, 3}},
		{"joined", []text.Span{{Start: 0, End: 6}, {Start: 7, End: 12}, {Start: 13, End: 15}}, SpanScore{7, 3, 1}},
		{"none", nil, SpanScore{7, 0, 0}},
		{"outside is dropped", []text.Span{{Start: 19, End: 99}}, SpanScore{7, 0, 0}},
	}
	for _, tt := range tests {
		if got := Segmentation(s, gold, tt.system); got != tt.want {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
	got := SpanScore{4, 2, 1}.Add(SpanScore{0, 0, 0})
	if got.Precision() != 0.5 || got.Recall() != 0.25 || got.F1() != 2.0/6 {
		t.Errorf("figures of %+v: %v %v %v", got, got.Precision(), got.Recall(), got.F1())
	}
}

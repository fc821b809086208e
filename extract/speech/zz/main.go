package main
import ("os";"fmt";"strings"
"github.com/dramatis-kg/dramatis/nlp"
"github.com/dramatis-kg/dramatis/text";"github.com/dramatis-kg/dramatis/eval";"github.com/dramatis-kg/dramatis/extract/speech")
func main(){
 A,err:=nlp.New(); if err!=nil{panic(err)}
 ann:=A.Annotate
 split:=os.Args[1]
 if split=="show"{ for _,fn:=range os.Args[2:]{ b,_:=os.ReadFile(fn); d:=ann(&text.Article{Text:string(b)}); S:=d.Article.Text
  if os.Getenv("TREE")!=""{ for _,s:=range d.Sentences{ for i,k:=range s.Tokens{fmt.Println(i,k.Norm,k.Lemma,k.UPOS,k.XPOS,k.Head,k.Deprel)};fmt.Println()}}
  for i,a:=range speech.Find(d){ var c []string; for _,x:=range a.Content{c=append(c,x.In(S))}
   fmt.Printf("%d [%s/%s/%s/%s %s] SRC(%s m%d) %q CUE %q(%s) P%d\n    %s\n",i,a.Kind,a.Form,a.Act,a.Modality,a.Rule,a.Source.Kind,a.Source.Mention,a.Source.Span.In(S),a.Cue.Span.In(S),a.Cue.Lemma,a.Parent,strings.Join(c," ||| "))}}
  return}
 arts,err:=eval.ReadPolnear("/work/shared/data/quotes/polnear/"+split); if err!=nil{panic(err)}
 if len(os.Args)>2 && os.Args[2]=="err" {
  n:=0; fmt.Sscan(os.Args[3],&n)
  for ai,a:=range arts{ if ai%60!=n {continue}
   d:=ann(&text.Article{Text:a.Text}); sys:=eval.Outermost(speech.Find(d))
   j:=func(x []text.Span)string{var o []string;for _,s:=range x{o=append(o,s.In(a.Text))};return strings.Join(o," || ")}
   for _,pr:=range eval.PairAttributions(d,a.Gold,sys){ if pr.Complete{continue}; if len(os.Args)>4 { if pr.System<0 || sys[pr.System].Rule!=os.Args[4] || pr.Gold<0 {continue}}
    fmt.Printf("## dice %.2f src %v cue %v\n",pr.Dice,pr.Source,pr.Cue)
    if pr.Gold>=0{ g:=a.Gold[pr.Gold]; fmt.Printf(" G [%s] <%s> %s\n",j(g.Source),j(g.Cue),j(g.Content)) }
    if pr.System>=0{ s:=sys[pr.System]; fmt.Printf(" S [%s] <%s> %s (%s %s)\n",s.Source.Span.In(a.Text),s.Cue.Span.In(a.Text),j(s.Content),s.Rule,s.Form) }
   }}
  return }
 if len(os.Args)>2 && os.Args[2]=="stat" {
  type k struct{a,b string}; n:=map[k]*[5]int{}
  for ai,a:=range arts{ if split=="train"&&ai%5!=0 {continue}
   d:=ann(&text.Article{Text:a.Text}); sys:=eval.Outermost(speech.Find(d))
   for _,pr:=range eval.PairAttributions(d,a.Gold,sys){ if pr.System<0{continue}
    s:=sys[pr.System]; kk:=k{s.Rule+"/"+string(s.Act)+"/"+string(s.Form),""}; if len(os.Args)>3{kk=k{s.Rule+"/"+string(s.Act),s.Cue.Lemma}}
    if n[kk]==nil{n[kk]=new([5]int)}; x:=n[kk]; x[0]++; switch{case pr.Complete:x[1]++; case pr.Gold<0:x[2]++; case pr.Dice<.8: x[3]++; default:x[4]++}}}
  for kk,x:=range n{ fmt.Printf("%s %s n=%d ok=%d none=%d bound=%d src=%d\n",kk.a,kk.b,x[0],x[1],x[2],x[3],x[4])}
  return}
 if split=="train"{ arts=arts[:150]}
 fmt.Print(eval.AttributionReport(arts,ann,speech.Find).String())
}

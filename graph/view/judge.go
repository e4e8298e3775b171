package view

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"slices"
	"strings"
)

// The verdicts of a Judgement.
const (
	Same      = "same"
	Different = "different"
	UndoLast  = "undo" // of whatever entities
)

// Judgement is what somebody judges of two entities: ids, or names.
type Judgement struct{ Verdict, A, B string }

// token is what pages of a site that can be written to carry; "" of one that only reads.
func (s *Site) token() string {
	if s.Edit == nil {
		return ""
	}
	return s.Token
}

// judge shows what a judgement would change, and makes the change once that has been seen.
func (s *Site) judge(r *http.Request) (reply, error) {
	if err := r.ParseForm(); err != nil {
		return reply{}, wrong{err}
	}
	if subtle.ConstantTimeCompare([]byte(r.PostForm.Get("token")), []byte(s.Token)) != 1 {
		return reply{}, forbidden{errors.New("this page is of another run of newsgraph view: go back, load it again, and judge then")}
	}
	j := Judgement{r.PostForm.Get("verdict"), strings.TrimSpace(r.PostForm.Get("a")), strings.TrimSpace(r.PostForm.Get("b"))}
	if !slices.Contains([]string{Same, Different, UndoLast}, j.Verdict) {
		return reply{}, wrong{errors.New("want the verdict same, different or undo")}
	}
	if j.Verdict != UndoLast && (j.A == "" || j.B == "") {
		return reply{}, wrong{errors.New("say of which two entities, by id or name")}
	}
	write := r.PostForm.Get("write") == "yes"
	lines, err := s.Edit(r.Context(), j, write)
	if err != nil {
		return reply{}, wrong{err}
	}
	return reply{page: "judge", title: "Who is who", data: map[string]any{"Judgement": j, "Lines": lines, "Written": write}}, nil
}

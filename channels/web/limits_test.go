package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"motcua/assistant"
)

// askFrom sends a question from a peer that claims to forward for another address.
func askFrom(s *Server, peer, forwarded string) int {
	req := httptest.NewRequest(http.MethodPost, "/api/v1/ask", strings.NewReader(`{"text":"a"}`))
	req.RemoteAddr = peer
	req.Header.Set("Content-Type", "application/json")
	if forwarded != "" {
		req.Header.Set("X-Forwarded-For", forwarded)
	}
	rec := httptest.NewRecorder()
	s.Handler().ServeHTTP(rec, req)
	return rec.Code
}

func TestRateLimit(t *testing.T) {
	t.Parallel()
	type ask struct {
		peer, forwarded string
		want            int
	}
	tests := []struct {
		name    string
		trusted []netip.Prefix
		asks    []ask
	}{
		{"direct: a claimed address changes nothing", nil, []ask{
			{"203.0.113.1:1000", "198.51.100.1", 200},
			{"203.0.113.1:1001", "198.51.100.2", 200},
			{"203.0.113.1:1002", "198.51.100.3", 429},
			{"203.0.113.2:1000", "", 200},
		}},
		{"behind a trusted proxy the forwarded address counts", []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, []ask{
			{"10.0.0.1:1000", "198.51.100.1", 200},
			{"10.0.0.1:1000", "198.51.100.1", 200},
			{"10.0.0.1:1000", "198.51.100.1", 429},
			{"10.0.0.1:1000", "198.51.100.2", 200},
			{"10.0.0.1:1000", "198.51.100.9, 198.51.100.1", 429},
		}},
		{"a private address is no proxy unless named", []netip.Prefix{netip.MustParsePrefix("10.0.0.1/32")}, []ask{
			{"192.168.0.9:1000", "198.51.100.1", 200},
			{"192.168.0.9:1000", "198.51.100.2", 200},
			{"192.168.0.9:1000", "198.51.100.3", 429},
		}},
		{"one network of IPv6 counts as one", nil, []ask{
			{"[2001:db8::1]:1", "", 200},
			{"[2001:db8::2]:1", "", 200},
			{"[2001:db8::3]:1", "", 429},
			{"[2001:db8:0:1::3]:1", "", 200},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, _ := newServer(t, func(o *Options) {
				o.Rate, o.Burst, o.TrustedProxies = 0.001, 2, tt.trusted
			})
			for i, a := range tt.asks {
				if got := askFrom(s, a.peer, a.forwarded); got != a.want {
					t.Errorf("question %d from %s for %q: status %d, want %d", i, a.peer, a.forwarded, got, a.want)
				}
			}
		})
	}
}

func TestRateLimitProblem(t *testing.T) {
	t.Parallel()
	s, _ := newServer(t, func(o *Options) { o.Rate, o.Burst = 0.001, 1 })
	do(s, "POST", "/api/v1/ask", "application/json", `{"text":"a"}`)
	rec := do(s, "POST", "/api/v1/ask", "application/json", `{"text":"a"}`)
	if rec.Code != http.StatusTooManyRequests || rec.Header().Get("Retry-After") == "" || !strings.Contains(rec.Body.String(), "rate_limited") {
		t.Errorf("status %d, Retry-After %q, body %s", rec.Code, rec.Header().Get("Retry-After"), rec.Body)
	}
}

func TestConversationsExpire(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		cs := newConversations(10, 30*time.Minute, time.Now)
		first := cs.open("")
		time.Sleep(20 * time.Minute)
		if again := cs.open(first.id); again != first {
			t.Error("forgotten after 20 minutes")
		}
		time.Sleep(29 * time.Minute)
		if again := cs.open(first.id); again != first {
			t.Error("forgotten 29 minutes after its last use")
		}
		time.Sleep(30 * time.Minute)
		if again := cs.open(first.id); again == first || again.id == first.id {
			t.Error("still known 30 minutes after its last use")
		}
		if n := cs.len(); n != 1 {
			t.Errorf("%d conversations kept, want 1", n)
		}
	})
}

func TestConversationsAreBounded(t *testing.T) {
	t.Parallel()
	cs := newConversations(3, time.Hour, time.Now)
	ids := make([]assistant.ConversationID, 5)
	for i := range ids {
		ids[i] = cs.open("").id
		cs.open(ids[0])
	}
	if n := cs.len(); n != 3 {
		t.Errorf("%d conversations kept, want 3", n)
	}
	for i, kept := range []bool{true, false, false, true, true} {
		if _, ok := cs.byID[ids[i]]; ok != kept {
			t.Errorf("conversation %d kept: %t, want %t", i, ok, kept)
		}
	}
}

func TestConversationTurnsDoNotOverwriteEachOther(t *testing.T) {
	t.Parallel()
	s, _ := newServer(t, nil)
	talk := s.talks.open("")
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			do(s, "POST", "/api/v1/ask", "application/json", `{"text":"a","conversation":`+strconv.Quote(string(talk.id))+`}`)
		})
	}
	wg.Wait()
	if talk.conversation.Turns != 50 {
		t.Errorf("%d turns remembered, want 50", talk.conversation.Turns)
	}
}

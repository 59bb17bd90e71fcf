package web

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"
)

// maxBody is the largest request body, in echo's notation.
const maxBody = "64K"

// use sets the middleware of all routes; the first is the outermost.
func (s *Server) use() {
	s.echo.Use(
		middleware.RequestIDWithConfig(middleware.RequestIDConfig{
			Generator: func() string { return string(newConversationID()) },
		}),
		s.logRequests,
		s.recoverPanics,
		middleware.SecureWithConfig(middleware.SecureConfig{
			ContentTypeNosniff:    "nosniff",
			XFrameOptions:         "DENY",
			ContentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
			ReferrerPolicy:        "no-referrer",
		}),
		middleware.BodyLimit(maxBody),
	)
	s.echo.Pre(dropForeignRequestID)
}

// dropForeignRequestID keeps clients from writing into our log: request ids are
// only ever made here.
func dropForeignRequestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Request().Header.Del(echo.HeaderXRequestID)
		return next(c)
	}
}

// logRequests writes one line a request: the route's pattern, never the path,
// the query, the body or the address.
func (s *Server) logRequests(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		begun := time.Now()
		if err := next(c); err != nil {
			c.Error(err)
		}
		r := c.Response()
		s.log.LogAttrs(c.Request().Context(), slog.LevelInfo, "request",
			slog.String("request_id", r.Header().Get(echo.HeaderXRequestID)),
			slog.String("method", knownMethod(c.Request().Method)),
			slog.String("route", c.Path()),
			slog.Int("status", r.Status),
			slog.Int64("bytes", r.Size),
			slog.Duration("took", time.Since(begun)))
		return nil
	}
}

// knownMethod keeps made-up methods out of the log.
func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// recoverPanics turns a panic into an internal error. The value of the panic may
// quote a question, so only its type and the stack are logged.
func (s *Server) recoverPanics(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler { //nolint:errorlint // net/http compares the value, not the chain
				panic(v)
			}
			s.log.LogAttrs(c.Request().Context(), slog.LevelError, "panic",
				slog.String("type", fmt.Sprintf("%T", v)), slog.String("stack", string(debug.Stack())))
			err = &problemError{kind: kindInternal}
		}()
		return next(c)
	}
}

// ipExtractor says whose address counts: the peer's, or what trusted proxies
// forward. Without trusted proxies no header is believed.
func ipExtractor(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range trusted {
		p = p.Masked()
		options = append(options, echo.TrustIPRange(&net.IPNet{
			IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// limitRate bounds the questions of one address.
func (s *Server) limitRate() echo.MiddlewareFunc {
	if s.options.Rate == 0 {
		return func(next echo.HandlerFunc) echo.HandlerFunc { return next }
	}
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Store: middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{
			Rate: rate.Limit(s.options.Rate), Burst: s.options.Burst, ExpiresIn: 3 * time.Minute,
		}),
		IdentifierExtractor: func(c echo.Context) (string, error) { return limitKey(c.RealIP()), nil },
		DenyHandler: func(echo.Context, string, error) error {
			return &problemError{kind: kindRateLimited}
		},
	})
}

// limitKey is the address, or the /64 network of an IPv6 one: a household has
// more addresses in it than a limit could count.
func limitKey(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if a = a.Unmap(); a.Is4() {
		return a.String()
	}
	p, err := a.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return p.String()
}

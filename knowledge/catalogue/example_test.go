package catalogue_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"motcua/knowledge"
	"motcua/knowledge/catalogue"
)

// A release is assembled from content, stored, and only then made current.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "motcua")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	store, err := catalogue.OpenStore(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	first, err := catalogue.Assemble(catalogue.Content{Procedures: []knowledge.Procedure{{
		Code: "1.001193", Name: "Thủ tục đăng ký khai sinh", Field: "Hộ tịch", Detail: knowledge.DetailName,
		Provenance: knowledge.Provenance{Source: "Cổng Dịch vụ công quốc gia", Fetched: "2026-07"},
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	release, err := store.Put(ctx, first, "lần đầu", time.Now())
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := store.Switch(ctx, release.ID); err != nil {
		fmt.Println(err)
		return
	}
	snap, err := store.OpenCurrent(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := snap.Procedure(ctx, "1.001193")
	fmt.Println(p.Name, err)
	// Output: Thủ tục đăng ký khai sinh <nil>
}

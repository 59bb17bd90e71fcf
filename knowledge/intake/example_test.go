package intake_test

import (
	"context"
	"fmt"
	"strings"

	"motcua/knowledge/intake"
)

func ExamplePortal() {
	export := `{"code":"1.000001","name":"Việc thử","field":"Thử nghiệm","level":"Cấp xã","detail":"full",` +
		`"duration":"Trực tiếp: 5 Ngày làm việc","fee":"Trực tiếp: Miễn phí"}`
	scope, err := intake.ReadScope(strings.NewReader("1.000001\tL\n"))
	if err != nil {
		panic(err)
	}
	procedures, report, err := intake.Portal(context.Background(), strings.NewReader(export), intake.Options{
		Scope: scope, Fetched: "2026-07", Source: "Cổng Dịch vụ công quốc gia", Province: "Lạng Sơn",
	})
	if err != nil {
		panic(err)
	}
	p := procedures[0]
	fmt.Println(p.Code, p.Times[0].Number, p.Times[0].Unit, p.Fees[0].State)
	fmt.Println(report.Accepted, report.Kinds())
	// Output:
	// 1.000001 5 working_day not_stated
	// 1 [zero_fee_not_entered]
}

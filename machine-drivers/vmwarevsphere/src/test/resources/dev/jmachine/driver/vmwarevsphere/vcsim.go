// A vCenter server of govmomi's simulator: one data centre with a cluster, a host of its own, and some machines.
// Writes its address and runs until it is ended.
package main

import (
	"crypto/tls"
	"fmt"
	"log"
	"net/url"
	"os"

	"github.com/vmware/govmomi/simulator"
)

func main() {
	user, password, transport := os.Args[1], os.Args[2], os.Args[3]
	model := simulator.VPX()
	if err := model.Create(); err != nil {
		log.Fatal(err)
	}
	model.Service.Listen = &url.URL{Host: "127.0.0.1:0", User: url.UserPassword(user, password)}
	if transport == "https" {
		model.Service.TLS = new(tls.Config)
	}
	server := model.Service.NewServer()
	fmt.Printf("listening at %s\n", server.URL.Host)
	select {}
}

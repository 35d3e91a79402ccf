/** One layout in both notations in which every kind of definition is referenced several times. */

export const family = String.raw`platform windows-server-2019
host hv01 {
  volume "D:" ssd-nvme
  volume "D:\Gold" hdd-7200
  physical 3 ssd-sata
}
load orders { read 50% }
vm golden {
  on HV01
  generation 2
  scsi 0:0 disk "D:\Gold\ws.vhdx" boot
  network "External"
}
vm "web 01" {
  on hv01
  generation 2
  scsi 0:0 disk "D:\VMs\web01\os.vhdx" boot { parent "d:/gold/x/../ws.vhdx" }
  scsi 0:1 disk physical 3 { load Orders }
  scsi 0:2 disk "D:\VMs\web01\data.vhdx" { load oltp }
  network "External"
}
vm elsewhere {
  generation 2
  scsi 0:0 disk "D:\Gold\ws.vhdx" boot { load orders }
}
`;

export const familyJson = String.raw`{
  "platform": "windows-server-2019",
  "hosts": {
    "hv01": {
      "volumes": { "D:": { "media": "ssd-nvme" }, "D:\\Gold": { "media": "hdd-7200" } },
      "physicalDisks": { "3": { "media": "ssd-sata" } }
    }
  },
  "loads": { "orders": { "read": "50%" } },
  "vms": {
    "golden": {
      "on": "HV01", "generation": 2,
      "scsi": { "0:0": { "disk": "D:\\Gold\\ws.vhdx", "boot": true } },
      "networks": [{ "switch": "External" }]
    },
    "web 01": {
      "on": "hv01", "generation": 2,
      "scsi": {
        "0:0": { "disk": "D:\\VMs\\web01\\os.vhdx", "boot": true,
          "parent": "d:/gold/x/../ws.vhdx" },
        "0:1": { "physicalDisk": 3, "load": "Orders" },
        "0:2": { "disk": "D:\\VMs\\web01\\data.vhdx", "load": "oltp" }
      },
      "networks": [{ "switch": "External" }]
    },
    "elsewhere": {
      "generation": 2,
      "scsi": { "0:0": { "disk": "D:\\Gold\\ws.vhdx", "boot": true, "load": "orders" } }
    }
  }
}
`;

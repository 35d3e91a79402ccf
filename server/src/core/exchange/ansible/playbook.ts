/** A layout as a playbook for the collection microsoft.hyperv 1.0: one play for each host. */
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { isSameSlot, vmSlotTitle } from "../../model/slots.ts";
import type { Slot } from "../../schema/controllers.ts";
import { commentText } from "../comment-text.ts";
import { type ExportedVm, notesOf } from "../exported-vm.ts";
import { bootDeviceNames, isDescribed, type VmPlan } from "../vm-plan.ts";

type Value = string | number | boolean | readonly Value[];
type Options = Readonly<Record<string, Value | undefined>>;

interface Task {
  /** What the task does, as Ansible shows it. */
  readonly title: string;
  readonly module: string;
  readonly options: Options;
  readonly comments?: readonly string[];
}

export function ansiblePlaybook(vms: readonly ExportedVm[]): string {
  const hosts = [...new Set(vms.map(({ vm }) => vm.host))];
  const plays = hosts.map((host) =>
    play(
      host,
      vms.filter(({ vm }) => vm.host === host),
    ),
  );
  const document = new Document(sequence(plays));
  document.commentBefore = header;
  return document.toString({ lineWidth: 0 });
}

const header = ` The virtual machines of an HVVM layout, for the collection microsoft.hyperv 1.0 or later.
 A new virtual machine gets the memory that New-VM gives: memory is not part of a layout.
 The inventory names the hosts; --check shows what would change. hv_scsi_controller removes controllers above its
 number from a VM that has them, and with them what is attached there.`;

/** A VM without a host is for the hosts of the group `hyperv`. */
function play(host: string, vms: readonly ExportedVm[]): YAMLMap {
  const tasks = [...fileTasks(vms), ...vms.flatMap(vmTasks)];
  return map({
    name: `Build the virtual machines of ${host === "" ? "the layout" : host}`,
    hosts: host === "" ? "hyperv" : host,
    gather_facts: false,
    tasks: sequence(tasks.map(taskNode)),
  });
}

function taskNode({ title, module, options, comments }: Task): YAMLMap {
  const node = map({ name: title, [`microsoft.hyperv.${module}`]: map(options) });
  if (comments?.length) node.commentBefore = comments.map((comment) => ` ${commentText(comment)}`).join("\n");
  return node;
}

/** A file that several VMs name is created once. If the size of a file is not stated, it must already exist. */
function fileTasks(vms: readonly ExportedVm[]): readonly Task[] {
  const tasks = new Map<string, Task>();
  for (const file of vms.flatMap(({ vm }) => vm.files)) {
    const { path, type, parent, sizeBytes } = file;
    const key = path.toLowerCase();
    if (!type || !isDescribed(file) || tasks.has(key)) continue;
    const vhdType = { fixed: "Fixed", dynamic: "Dynamic", differencing: "Differencing" }[type];
    const options = { path, vhd_type: vhdType, size_bytes: sizeBytes, parent_path: parent };
    tasks.set(key, { title: `Create ${path}`, module: "hv_vhd", options });
  }
  return [...tasks.values()];
}

function vmTasks(exported: ExportedVm): readonly Task[] {
  const { vm } = exported;
  const { name, generation, disks, dvds, adapters } = vm;
  const comments = notesOf(exported, "ansible");
  const task = (title: string, module: string, options: Options): Task => ({
    title: `${name}: ${title}`,
    module,
    options: { vm_name: name, ...options },
  });
  const slotOf = ({ controller, location }: Slot) => ({
    controller_number: controller,
    controller_location: location,
  });
  const hasFirstDvd = dvds.some(({ controller, location }) => controller === 1 && location === 0);
  return [
    { title: `${name}: create the VM`, module: "hv_vm", options: { name, generation, state: "present" }, comments },
    task("set the processors", "hv_processor", { count: vm.processors }),
    // Generation 2 always has controller 0. If no more are needed, none are removed either.
    ...(vm.scsiControllers > (generation === 2 ? 1 : 0)
      ? [task("set the number of SCSI controllers", "hv_scsi_controller", { count: vm.scsiControllers })]
      : []),
    ...(generation === 1 && !hasFirstDvd
      ? [
          task("remove the DVD drive that a new VM has", "hv_dvd_drive", {
            controller_number: 1,
            controller_location: 0,
            state: "absent",
          }),
        ]
      : []),
    ...disks.map((disk) =>
      task(`attach a disk to ${vmSlotTitle(disk)}`, "hv_hard_disk", {
        path: `${disk.content}`,
        controller_type: disk.controllerType,
        ...slotOf(disk),
      }),
    ),
    ...dvds.map((dvd) =>
      task(`ensure a DVD drive at ${vmSlotTitle(dvd)}`, "hv_dvd_drive", { ...slotOf(dvd), path: dvd.path }),
    ),
    ...(adapters.some((adapter) => adapter.name === "Network Adapter")
      ? []
      : [
          task("remove the adapter that a new VM has", "hv_network_adapter", {
            name: "Network Adapter",
            state: "absent",
          }),
        ]),
    ...adapters.map((adapter) =>
      task(`ensure ${adapter.name}`, "hv_network_adapter", { name: adapter.name, switch_name: adapter.switchName }),
    ),
    ...bootTasks(vm),
  ];
}

function bootTasks({ name, generation, startup, bootDevice, bootOrder, disks }: VmPlan): readonly Task[] {
  const task = (title: string, options: Options): Task => ({
    title: `${name}: ${title}`,
    module: "hv_vm_boot",
    options: { name, ...options },
  });
  if (generation === 1)
    return [task("set the start-up order", { startup_order: startup.map((each) => bootDeviceNames[each]) })];
  // Disks are found by their slot on any host; DVD drives, adapters and files are found by the English text that describes them.
  const order = [...bootOrder, ...(bootDevice ? [bootDevice] : [])].flatMap((entry) =>
    typeof entry !== "string" && disks.some((disk) => isSameSlot(disk, entry))
      ? [`SCSI:${entry.controller}:${entry.location}`]
      : [],
  );
  return order.length > 0 ? [task("set the boot order", { boot_order: order })] : [];
}

type Node = Value | YAMLMap | YAMLSeq;

function map(values: Readonly<Record<string, Node | undefined>>): YAMLMap {
  const node = new YAMLMap();
  for (const [key, value] of Object.entries(values))
    if (value !== undefined) node.items.push(new Pair(new Scalar(key), nodeOf(value)));
  return node;
}

function sequence(values: readonly Node[]): YAMLSeq {
  const node = new YAMLSeq();
  node.items.push(...values.map(nodeOf));
  return node;
}

function nodeOf(value: Node): YAMLMap | YAMLSeq | Scalar {
  if (value instanceof YAMLMap || value instanceof YAMLSeq) return value;
  if (typeof value === "string") return text(value);
  if (typeof value === "number" || typeof value === "boolean") return new Scalar(value);
  return sequence(value as readonly Node[]);
}

/**
 * Ansible substitutes what is in double braces, and executes what is in a brace with a percent sign, unless told not
 * to.
 */
function text(value: string): Scalar {
  const scalar = new Scalar(value);
  scalar.type = "QUOTE_SINGLE";
  if (/\{[{%#]/.test(value)) scalar.tag = "!unsafe";
  return scalar;
}

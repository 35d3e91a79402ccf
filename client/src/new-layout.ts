/** Opens a new layout that is valid as it is and shows what a layout consists of. */
import * as vscode from "vscode";

/** Not translated: it is text of the language itself. */
export const starterLayout = `# What runs where: one line for each disk and its slot.
platform windows-server-2022

host hv01 {
  volume "C:" ssd-sata 500GB
  volume "D:" hdd-7200 4TB
}

vm web01 {
  on hv01
  generation 2
  guest windows-server-2022

  scsi 0:0 disk "C:\\VMs\\web01\\os.vhdx"    dynamic  60GB boot
  scsi 0:1 disk "D:\\VMs\\web01\\data.vhdx"  fixed   200GB { load file-server }
}
`;

export async function newLayout(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "hvvm", content: starterLayout });
  await vscode.window.showTextDocument(document);
}

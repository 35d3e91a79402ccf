/** Finds neovim: the installed one, or the one of Debian's packages, unpacked next to the other hosts of tests. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../../.vscode-test/neovim");
const packages = [
  ...["neovim", "neovim-runtime", "libluajit-5.1-2", "libluajit-5.1-common", "libmsgpackc2", "libtermkey1"],
  ...["libtree-sitter0", "libunibilium4", "libuv1", "libvterm0", "lua-luv"],
];

/** The program with the environment that it needs; `undefined` if it is neither installed nor available. */
export function neovim() {
  if (starts("nvim", process.env)) return { program: "nvim", env: process.env };
  if (!existsSync(folder)) unpack();
  const usr = join(folder, "usr");
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: join(usr, `lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`),
    VIMRUNTIME: join(usr, "share/nvim/runtime"),
  };
  const program = join(usr, "bin/nvim");
  return starts(program, env) ? { program, env } : undefined;
}

function starts(program, env) {
  try {
    execFileSync(program, ["--version"], { env, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Uses a folder that gets its name at the end, so that an interrupted run leaves nothing that looks complete. */
function unpack() {
  const building = `${folder}.${process.pid}`;
  mkdirSync(building, { recursive: true });
  try {
    execFileSync("apt-get", ["download", ...packages], { cwd: building, stdio: "ignore" });
    const archives = readdirSync(building).filter((name) => name.endsWith(".deb"));
    for (const name of archives) execFileSync("dpkg", ["-x", name, "."], { cwd: building, stdio: "ignore" });
    for (const name of archives) rmSync(join(building, name));
    renameSync(building, folder);
  } catch {
    rmSync(building, { recursive: true, force: true });
  }
}

/** The page around the picture: it offers the choice of the disk, and says what is wrong if there is no new picture. */

export const pageHtml = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>I/O path</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<header><strong id="name"></strong> <label>Disk <select id="disk"></select></label></header>
<p id="problem" role="alert" hidden></p>
<iframe id="picture" title="I/O path" hidden></iframe>
<script src="/page.js"></script>
</body>
</html>
`;

export const pageStyle = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { margin: 0; display: flex; flex-direction: column; height: 100vh; }
header { display: flex; flex-wrap: wrap; gap: 1em; padding: 0.5em 1em; }
#problem { margin: 0.5em 1em; padding: 0.75em 1em; border: 1px solid; border-left-width: 0.4em; }
#picture { flex: 1; border: 0; }
#picture.old { opacity: 0.6; }
[hidden] { display: none; }
`;

/** Names of the layout are inserted as text only. The scroll position of the picture is preserved. */
export const pageScript = `"use strict";
const [name, disk, problem, picture] = ["name", "disk", "problem", "picture"].map((id) => document.getElementById(id));
history.replaceState(null, "", "/");
function draw() {
  const top = picture.contentWindow.scrollY;
  picture.addEventListener("load", () => picture.contentWindow.scrollTo(0, top), { once: true });
  picture.contentWindow.location.replace("/picture?disk=" + disk.value);
}
function tell(text) {
  problem.textContent = text;
  problem.hidden = text === "";
}
disk.addEventListener("change", draw);
const events = new EventSource("/events");
events.onmessage = ({ data }) => {
  const state = JSON.parse(data);
  const chosen = disk.selectedOptions[0]?.textContent;
  name.textContent = state.name;
  document.title = state.name;
  disk.replaceChildren(...state.disks.map((text, index) => new Option(text, index, false, text === chosen)));
  tell(state.problem === null ? "" : (state.isOld ? "This picture is out of date. " : "") + state.problem + " Correct the file and save it to update the picture.");
  picture.hidden = state.disks.length === 0;
  picture.classList.toggle("old", state.isOld);
  if (state.disks.length > 0 && !state.isOld) draw();
  else if (state.isOld && !picture.contentWindow.location.pathname.startsWith("/picture")) draw();
};
events.onerror = () => tell("hvvm serve does not answer. Start it again, and open the address that it prints.");
`;

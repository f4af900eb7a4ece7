import { runCommand } from "./command";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error; // `| head` has read enough.
});

// npm runs scripts in the project's folder, wherever the person who called it stands. In this project the person gives the paths; a
// script of the same name in another one has them in its package.json, seen from that folder.
const { npm_lifecycle_event: script, npm_package_name: project, INIT_CWD: standing } = process.env;
if (script === "review" && project === "private-paths" && standing) process.chdir(standing);

runCommand(process.argv.slice(2), {
  say: (text) => process.stdout.write(text),
  complain: (text) => console.error(text),
  environment: process.env,
  isTerminal: process.stdout.isTTY === true,
  columns: process.stdout.columns,
}).then(
  (status) => {
    // Not process.exit, which would cut off what a pipe has not taken yet.
    process.exitCode = status;
  },
  (error) => {
    console.error(error); // A fault of this program itself: here a stack trace helps.
    process.exitCode = 2;
  },
);

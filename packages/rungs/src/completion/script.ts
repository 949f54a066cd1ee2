import { script } from '@bomb.sh/tab'
import type { Io } from '../io.js'

/** The shells that a script can be had for. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

/** One of {@link shells}. */
export type Shell = (typeof shells)[number]

/**
 * What the library's script for bash takes for granted: the words up to the cursor, from the package bash-completion,
 * which not everybody has. Its constants stand in a group, for a shell that reads them twice would complain.
 */
const beforeBash = `if ! declare -F _get_comp_words_by_ref >/dev/null; then
  _get_comp_words_by_ref() {
    words=("\${COMP_WORDS[@]:0:COMP_CWORD+1}")
    cword=$COMP_CWORD cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}"
  }
fi
{
`

/** With file names where the command asks for them: the library registers the function without. */
const afterBash = `} 2>/dev/null
complete -o bashdefault -o default -F __rungs_complete rungs
`

/** Prints the script by which a shell completes the command `rungs`. */
export function printScript(shell: Shell, io: Io): void {
  if (shell === 'bash') io.stdout.write(beforeBash)
  script(shell, 'rungs', 'rungs')
  if (shell === 'bash') io.stdout.write(afterBash)
}

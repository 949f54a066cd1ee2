import { LineCounter, parseDocument } from 'yaml'
import { configurationError } from './problem.js'

/** What stands in a JSON file. @throws RungsError `configuration` with the line, and nothing of the text: it may hold secrets. */
export function readJson(file: string, text: string): unknown {
  const json = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(json)
  } catch (error) {
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')
    const line =
      position === null ? lineOfYamlError(json) : json.slice(0, Number(position[1])).split('\n').length
    throw notValid(file, `not valid JSON${line === undefined ? '' : `, see line ${line}`}`)
  }
}

/** What stands in a YAML file. @throws RungsError `configuration` with the line, and nothing of the text: it may hold secrets. */
export function readYaml(file: string, text: string): unknown {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const [error] = document.errors
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0])
    const what = error.code.toLowerCase().replaceAll('_', ' ')
    throw notValid(file, `not valid YAML (${what}), see line ${line}, column ${col}`)
  }
  try {
    return document.toJS()
  } catch {
    throw notValid(file, 'not valid YAML (an alias without its anchor, or too many aliases)')
  }
}

/** Where YAML in its JSON schema sees the same mistake: `JSON.parse` does not always tell. */
function lineOfYamlError(text: string): number | undefined {
  const lines = new LineCounter()
  const options = { schema: 'json', lineCounter: lines, prettyErrors: false, logLevel: 'error' } as const
  const [error] = parseDocument(text, options).errors
  return error === undefined ? undefined : lines.linePos(error.pos[0]).line
}

function notValid(file: string, message: string): Error {
  return configurationError(file, [{ path: '', message }])
}

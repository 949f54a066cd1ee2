import * as z from 'zod/mini'

const EXPECTED = 'expected an RFC 3339 instant such as 2026-03-01T00:00:00Z'

/** The years that RFC 3339 can write, 0000 to 9999, in milliseconds since 1970. */
const FIRST = -62_167_219_200_000
const LAST = 253_402_300_799_999

/** Whether an instant (milliseconds since 1970) can be written in RFC 3339. */
export const isWritable = (at: number): boolean => at >= FIRST && at <= LAST

/** RFC 3339, whose letters may be small (section 5.6); told in capitals. */
export const instantText = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.toUpperCase()),
  ),
  z.iso
    .datetime({ offset: true, error: EXPECTED })
    .check(z.refine((text) => isWritable(Date.parse(text)), EXPECTED)),
)

/** An instant in whole milliseconds since 1970. */
export const instantMs = z.int().check(z.gte(FIRST), z.lte(LAST))

/** As many milliseconds as lie between two instants at most. */
export const spanMs = z.int().check(z.gte(FIRST - LAST), z.lte(LAST - FIRST))

import { z } from 'zod'

/** Every row that the outside may name is named by a random UUID: nothing can be counted or guessed. */
export const id = z.uuid()

/** Names one wish of one sender. A second arrival of the same cause changes nothing and gets the first one's result. */
export const cause = z.string().regex(/^[\w:.-]{8,80}$/)

import type { Person } from '@baton/contracts/team.ts'
import { Face } from '../ui/Face.tsx'

/** The picture of a person, or their initials. */
export function Portrait({ person: { id, name, picture }, size }: { person: Pick<Person, 'id' | 'name' | 'picture'>; size: number }) {
  if (picture === null) return <Face name={name} seed={id} size={size} />
  return <img className="portrait" src={picture} alt="" width={size} height={size} />
}

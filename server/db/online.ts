/** A node that has not been seen for this long has no connections. */
export const deadAfter = "interval '15 seconds'"

/** Of agent `a`: with a connection on a node that is alive. Node leases are the one time that SQL reads its own clock. */
export const isConnected = `exists (select from connection k join node n on n.id = k.node where k.agent = a.id and n.seen_at > now() - ${deadAfter})`

const kind = 'application/x-baton-conversation'

/** A conversation that is dragged from a queue onto a person. */
export const dragged = {
  set: (transfer: DataTransfer, conversation: string) => transfer.setData(kind, conversation),
  of: (transfer: DataTransfer) => transfer.getData(kind) || null,
  is: (transfer: DataTransfer) => transfer.types.includes(kind),
}

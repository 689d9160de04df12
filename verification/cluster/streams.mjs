// Changes are heard on all nodes, and a stream goes on at another node.
import { begin, trial } from './table.mjs'
import { answer, asking, isAnswered } from './sessions.mjs'
import { Events, call, request, session } from './wire.mjs'

export const isToolChange = event => event.method?.endsWith('tools/list_changed')

export async function streams(nodes) {
  begin('streams')
  const [one, two, three] = nodes

  await trial('a change of a list is heard on each node, by subscribers of both eras', async () => {
    for (const changed of nodes) {
      const open = await Promise.all(nodes.flatMap(node => [
        session(node.url).then(id => Events.listen(node.url, id)),
        Events.subscribe(node.url, { toolsListChanged: true }).then(async stream => { await stream.next(); return stream }),
      ]))
      await call(changed.url, await session(changed.url), 'test_trigger_tool_change')
      const heard = await Promise.all(open.map(stream => stream.next(isToolChange, 5000)))
      open.forEach(stream => stream.close())
      if (heard.some(event => event === undefined)) return { changed: changed.name, heard }
    }
    return true
  })

  await trial('an update of a resource is heard where the session listens, whoever subscribed and changed it', async () => {
    const id = await session(one.url)
    const watched = JSON.parse((await request(one.url, id, 'resources/list')).text).result.resources
      .find(resource => /watch/i.test(resource.uri)).uri
    await request(one.url, id, 'resources/subscribe', { uri: watched })
    const stream = await Events.listen(two.url, id)
    await call(three.url, await session(three.url), 'test_trigger_resource_update')
    const heard = await stream.next(event => event.method === 'notifications/resources/updated')
    stream.close()
    return heard?.params.uri === watched || heard
  })

  await trial('a stream that a client leaves goes on at another node', async () => {
    for (const [here, there, other] of [[one, two, three], [two, three, one], [three, one, two]]) {
      const id = await session(here.url)
      const { stream, question } = await asking(here, id)
      const last = stream.lastId
      stream.close()
      const rest = await Events.listen(there.url, id, last)
      await answer(other, id, question)
      const result = await rest.next(event => event.id === 1)
      const again = await (await Events.listen(other.url, id, last)).next(event => event.id === 1)
      if (!isAnswered(result) || !isAnswered(again)) return { here: here.name, result, again }
    }
    return true
  })

  await trial('a call that lets go of its connection is polled at another node', async () => {
    const id = await session(one.url)
    const stream = await Events.of(one.url, id, {
      id: 1, method: 'tools/call', params: { name: 'test_reconnection', arguments: {} } })
    const cut = await stream.next(event => event.id === 1, 5000)
    const rest = await Events.listen(two.url, id, stream.lastId)
    const result = await rest.next(event => event.id === 1)
    return (cut === undefined && JSON.stringify(result ?? '').includes('waited')) || { cut, result }
  })

  await trial('a stream of changes begins anew at another node, and tells that all may have changed', async () => {
    const id = await session(one.url)
    const stream = await Events.listen(one.url, id)
    await call(two.url, id, 'test_trigger_tool_change')
    await stream.next()
    const last = stream.lastId
    stream.close()
    const again = await Events.listen(three.url, id, last)
    const heard = await again.next(event => event.method?.endsWith('prompts/list_changed'))
    again.close()
    return heard !== undefined
  })
}

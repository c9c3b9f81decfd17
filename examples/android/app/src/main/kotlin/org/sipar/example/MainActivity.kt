package org.sipar.example

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Button
import androidx.compose.material3.Card
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.launch

class MainActivity : ComponentActivity() {
    private var shown by mutableStateOf(emptyList<Message>())
    private lateinit var chat: ChatModel

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        chat = ChatModel { shown = it }
        setContent { Chat(shown, chat) }
    }

    override fun onDestroy() {
        chat.close()
        super.onDestroy()
    }
}

@Composable
fun Chat(messages: List<Message>, chat: ChatModel) {
    var draft by remember { mutableStateOf("") }
    val scope = rememberCoroutineScope()
    Column(Modifier.padding(16.dp)) {
        LazyColumn(Modifier.weight(1f)) {
            items(messages, key = { it.number }) { message -> MessageView(message, chat) }
        }
        Row {
            OutlinedTextField(draft, onValueChange = { draft = it }, label = { Text("A message") }, modifier = Modifier.weight(1f))
            Button(
                enabled = draft.isNotBlank(),
                onClick = {
                    val text = draft
                    draft = ""
                    scope.launch { chat.receive(text) }
                },
            ) { Text("Receive") }
        }
    }
}

@Composable
fun MessageView(message: Message, chat: ChatModel) {
    Column(Modifier.padding(8.dp)) {
        Text(message.text)
        val note = message.note ?: return@Column
        // Words, not a colour or a number: it reads the same aloud.
        Card {
            for (line in note.lines) Text("“${line.words}” — ${line.reason}", Modifier.padding(8.dp))
            Row {
                TextButton(onClick = { chat.dismiss(message.number) }) { Text("Dismiss") }
                TextButton(onClick = { chat.mute(message.number) }) { Text("Do not show this again today") }
            }
        }
    }
}

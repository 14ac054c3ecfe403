const express = require('express');
const fs = require('fs');

const app = express();

app.post('/image', express.raw({ type: 'image/*', limit: '5mb' }), (req, res) => {
  const data = req.body;
  fs.writeFile('./uploads/image.jpg', data, (error) => {
    res.sendStatus(error ? 500 : 201);
  });
});

app.listen(process.env.PORT, '0.0.0.0');
